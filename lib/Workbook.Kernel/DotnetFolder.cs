using System.Runtime.InteropServices;

namespace Workbook.Kernel;

/// <summary>
/// Where .NET is installed on this machine. An installed kernel runs on a copy of the runtime of its own, without SDK
/// and documentation; what installed it says where those are.
/// </summary>
internal static class DotnetFolder
{
    /// <summary>The variable that names the <c>dotnet</c> program, as the SDK's own tools set it.</summary>
    public const string Variable = "DOTNET_HOST_PATH";

    /// <summary>The program's file name.</summary>
    public static string Program { get; } = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>The folder of the runtime that this process runs on.</summary>
    /// <remarks>A runtime lies in <c>folder/shared/Microsoft.NETCore.App/version</c>.</remarks>
    public static string OfThisProcess { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The folder that has the SDK, if one is known here.</summary>
    public static string OfMachine =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } host && File.Exists(host)
            ? Path.GetDirectoryName(Path.GetFullPath(host))!
            : OfThisProcess;
}
