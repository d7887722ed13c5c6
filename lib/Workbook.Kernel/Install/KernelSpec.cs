using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workbook.Kernel.Install;

/// <summary>A kernel as Jupyter finds it: a folder named after it that holds <c>kernel.json</c>.</summary>
/// <param name="Folder">The folder of the specification, absolute.</param>
/// <param name="DisplayName">How front ends show it.</param>
/// <param name="Language">The language, as the specification writes it.</param>
/// <param name="Arguments">The program that runs it and its arguments.</param>
/// <param name="IsOurs">Whether the workbook wrote it.</param>
public sealed partial record KernelSpec(
    string Folder, string DisplayName, string Language, IReadOnlyList<string> Arguments, bool IsOurs)
{
    /// <summary>The name that C# notebooks ask for: that of .NET Interactive's kernel.</summary>
    public const string NotebookName = ".net-csharp";

    /// <summary>The name of the workbook's kernel beside another that has <see cref="NotebookName"/>.</summary>
    public const string OtherName = "workbook-csharp";

    /// <summary>The file that makes a folder a kernel.</summary>
    public const string FileName = "kernel.json";

    private const string Mark = "workbook";

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The environment variables that a front end sets for its process, beside its own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The name by which notebooks ask for it.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The file of the specification.</summary>
    public string File => Path.Combine(Folder, FileName);

    /// <summary>Finds all kernels in these folders, in their order; what is no specification is left out.</summary>
    public static IReadOnlyList<KernelSpec> FindAll(IEnumerable<string> folders) =>
        [.. folders.Where(Directory.Exists).SelectMany(In)];

    /// <summary>Reads the specification in a folder, or gives null when there is none that can be read.</summary>
    public static KernelSpec? Read(string folder)
    {
        try
        {
            var json = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(folder, FileName)));
            return new KernelSpec(
                Path.GetFullPath(folder),
                (string?)json?["display_name"] ?? Path.GetFileName(folder),
                (string?)json?["language"] ?? "",
                [.. json?["argv"]?.AsArray().Select(argument => (string?)argument ?? "") ?? []],
                json?["metadata"]?[Mark] is not null)
            {
                Environment = json?["env"]?.AsObject().ToDictionary(
                    variable => variable.Key, variable => (string?)variable.Value ?? "") ?? [],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether Jupyter takes this as a kernel's name: ASCII letters, digits, '-', '.' and '_'.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name) && name is not ("." or "..");

    /// <summary>Gives the text of <c>kernel.json</c>.</summary>
    public string ToJson()
    {
        var json = new JsonObject
        {
            ["argv"] = new JsonArray([.. Arguments.Select(argument => JsonValue.Create(argument))]),
            ["display_name"] = DisplayName,
            ["language"] = Language,
            ["interrupt_mode"] = "message",
            ["env"] = new JsonObject(Environment.Select(
                variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value))),
            ["metadata"] = new JsonObject { [Mark] = true },
        };
        return json.ToJsonString(Readable) + "\n";
    }

    private static IEnumerable<KernelSpec> In(string folder)
    {
        try
        {
            return Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(Read)
                .OfType<KernelSpec>().ToList();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z")]
    private static partial Regex NameForm();
}
