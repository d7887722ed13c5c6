namespace Workbook.Kernel;

/// <summary>A password that the reader typed: shown as stars, so that no output holds it by accident.</summary>
public sealed class CellPassword
{
    private readonly string _text;

    internal CellPassword(string text) => _text = text;

    /// <summary>Returns the password itself.</summary>
    public string GetClearTextPassword() => _text;

    /// <summary>Returns eight stars, whatever the password is.</summary>
    public override string ToString() => "********";
}
