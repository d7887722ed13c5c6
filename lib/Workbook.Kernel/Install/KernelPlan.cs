namespace Workbook.Kernel.Install;

/// <summary>What an installation will do.</summary>
/// <param name="Name">The name that notebooks ask for.</param>
/// <param name="DisplayName">The name that front ends show.</param>
/// <param name="Folder">The folder of the specification.</param>
/// <param name="Beside">The other kernel that has <see cref="KernelSpec.NotebookName"/>, if any.</param>
/// <param name="Replaces">Whether the workbook's kernel already stands there.</param>
/// <param name="Supersedes">The workbook's kernel under its other name, which goes.</param>
public sealed record KernelPlan(
    string Name, string DisplayName, string Folder, KernelSpec? Beside, bool Replaces, KernelSpec? Supersedes);
