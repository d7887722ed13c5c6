namespace Workbook.Kernel;

/// <summary>
/// The libraries that cells refer to by path. The first build of a name that a session loads stays, since a process
/// cannot load another; so the session says when there is a newer one.
/// </summary>
internal sealed class SessionLibraries
{
    private readonly Dictionary<string, Library> _loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Library> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _warnings = [];

    /// <summary>Returns the path of the copy to compile with and to load.</summary>
    public string CopyOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        lock (_loaded)
        {
            if (_loaded.TryGetValue(name, out var library))
            {
                if (library.Path != path)
                    Warn($"{name} is loaded from '{library.Path}' already: restart the kernel to use '{path}'.");
                else if (library.Rebuilt() is { } file)
                    Warn(Restart(file));
                return library.Copy;
            }

            var copy = ShadowCopies.PathOf(path);
            _named[name] = new Library(path, copy);
            return copy;
        }
    }

    /// <summary>Returns the path of the copy for code that is being written and does not run.</summary>
    public string CopyToLookAt(string path)
    {
        lock (_loaded)
        {
            return _loaded.TryGetValue(Path.GetFileNameWithoutExtension(path), out var library)
                ? library.Copy
                : ShadowCopies.PathOf(path);
        }
    }

    /// <summary>Notes that the code that names the libraries runs now.</summary>
    public void Load()
    {
        lock (_loaded)
        {
            foreach (var (name, library) in _named) _loaded.TryAdd(name, library);
            _named.Clear();
        }
    }

    /// <summary>Forgets what code that does not compile has named.</summary>
    public void Forget()
    {
        lock (_loaded)
        {
            _named.Clear();
            _warnings.Clear();
        }
    }

    /// <summary>Returns what the reader should know before a cell runs; each build is spoken of once.</summary>
    public IReadOnlyList<string> Warnings()
    {
        lock (_loaded)
        {
            foreach (var library in _loaded.Values)
            {
                if (library.NewlyRebuilt() is { } file) Warn(Restart(file));
            }

            IReadOnlyList<string> warnings = [.. _warnings];
            _warnings.Clear();
            return warnings;
        }
    }

    private static string Restart(string file) =>
        $"{file} was rebuilt and this session still uses the old build: restart the kernel to use the new build.";

    private void Warn(string warning)
    {
        if (!_warnings.Contains(warning)) _warnings.Add(warning);
    }

    /// <summary>A library as it was when it was first referred to.</summary>
    private sealed class Library(string path, string copy)
    {
        private DateTime _lastSeen = Newest(path);

        public string Path { get; } = path;

        public string Copy { get; } = copy;

        /// <summary>Returns the file that differs from the copy, if the folder changed since this was last asked.</summary>
        public string? NewlyRebuilt()
        {
            var newest = Newest(Path);
            if (newest == _lastSeen) return null;
            _lastSeen = newest;
            return Rebuilt();
        }

        /// <summary>
        /// Returns the file that differs from the copy, the library itself or one beside it that it may use; null when
        /// none does. The same code built again is no new build.
        /// </summary>
        public string? Rebuilt()
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            return Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Copy)!, "*.dll")
                .Select(copy => (copy, Original: System.IO.Path.Combine(folder, System.IO.Path.GetFileName(copy))))
                .Where(pair => File.Exists(pair.Original) && !HasSameBytes(pair.copy, pair.Original))
                .Select(pair => System.IO.Path.GetFileName(pair.Original))
                .OrderBy(file => file != System.IO.Path.GetFileName(Path))
                .FirstOrDefault();
        }

        private static DateTime Newest(string path) =>
            new DirectoryInfo(System.IO.Path.GetDirectoryName(path)!) is { Exists: true } folder
                ? folder.EnumerateFiles("*.dll").Max(file => (DateTime?)file.LastWriteTimeUtc) ?? default
                : default;

        private static bool HasSameBytes(string one, string other)
        {
            try
            {
                return new FileInfo(one).Length == new FileInfo(other).Length
                    && File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));
            }
            catch (IOException)
            {
                // It is being written just now; the next cell looks again.
                return true;
            }
        }
    }
}
