using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Browser.Tests;

/// <summary>
/// A Jupyter Notebook server on a copy of the book, with the workbook's kernel installed as a reader installs it.
/// </summary>
/// <remarks>Folders of Jupyter are its own: nothing of the user's is read or written.</remarks>
public sealed class NotebookServer : IDisposable
{
    private static readonly TimeSpan StartMaximum = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder;
    private readonly Process? server;
    private readonly Task? log;

    public NotebookServer()
    {
        string jupyter = Programs.Jupyter;
        _ = Programs.Chromium;
        folder = Directory.CreateTempSubdirectory("workbook-browser-");
        try
        {
            CopyBook();
            InstallOutput = Programs.Run(Command("kernel", "install"));
            int port = FreePort();
            Address = new Uri($"http://127.0.0.1:{port}/");
            ProcessStartInfo start = Start(
                jupyter, "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0",
                "--NotebookApp.token=", "--NotebookApp.password=", $"--notebook-dir={Book}");
            start.RedirectStandardError = true;
            server = Process.Start(start)!;
            log = server.StandardError.ReadToEndAsync(CancellationToken.None);
            WaitUntilItServes();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it serves.</summary>
    internal Uri Address { get; }

    /// <summary>What <c>workbook kernel install</c> said.</summary>
    internal string InstallOutput { get; }

    /// <summary>The notebooks of the book, by the names of their files.</summary>
    internal static IReadOnlyList<string> Notebooks { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "notebooks"), "*.ipynb")
            .Select(Path.GetFileName).Order().OfType<string>()];

    /// <summary>The folder of the book's copy.</summary>
    internal string Book => Path.Combine(folder.FullName, "book");

    private static string Root
    {
        get
        {
            DirectoryInfo? at = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at!.FullName, "Workbook.sln")))
                at = at.Parent;
            return at.FullName;
        }
    }

    /// <summary>The workbook command, with the folders of this server.</summary>
    internal ProcessStartInfo Command(params string[] arguments)
    {
        // This test's own output folder is tests/<project>/bin/<configuration>/<framework>.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string program = Path.Combine(
            Root, "lib", "Workbook.Cli", "bin", output.Parent!.Name, output.Name, "Workbook.Cli.dll");
        return Start("dotnet", [program, .. arguments]);
    }

    /// <summary>A program that sees this server's Jupyter folders.</summary>
    internal ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Book };
        start.Environment["JUPYTER_DATA_DIR"] = Path.Combine(folder.FullName, "data");
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(folder.FullName, "config");
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(folder.FullName, "runtime");
        start.Environment["JUPYTER_ALLOW_INSECURE_WRITES"] = "1";
        start.Environment["IPYTHONDIR"] = Path.Combine(folder.FullName, "ipython");
        return start;
    }

    public void Dispose()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            log?.Wait();
            server.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // Notebooks find the library by the path that leads to it in the repository.
    private void CopyBook()
    {
        Copy(Path.Combine(Root, "notebooks"), Path.Combine(Book, "notebooks"));
        Copy(Path.Combine(Root, "lib", "bin"), Path.Combine(Book, "lib", "bin"));
    }

    private void WaitUntilItServes()
    {
        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                client.GetStringAsync(new Uri(Address, "api"), CancellationToken.None).GetAwaiter().GetResult();
                return;
            }
            catch (HttpRequestException e)
            {
                if (server!.HasExited || watch.Elapsed > StartMaximum)
                    throw new InvalidOperationException($"Jupyter does not serve {Address}.", e);
                Thread.Sleep(100);
            }
        }
    }
}
