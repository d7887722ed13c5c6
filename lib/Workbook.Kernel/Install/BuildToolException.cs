namespace Workbook.Kernel.Install;

/// <summary>A tool of the SDK did not do its work; the message says which and why.</summary>
internal sealed class BuildToolException(string message) : Exception(message);
