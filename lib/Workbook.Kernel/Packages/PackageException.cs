namespace Workbook.Kernel;

/// <summary>Packages that cannot be had; its message is one sentence that says what to do.</summary>
internal sealed class PackageException(string message) : Exception(message);
