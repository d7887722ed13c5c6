using Microsoft.AspNetCore.Html;

namespace Workbook.Kernel;

/// <summary>What every cell can call without a prefix, under the names that .NET Interactive gave them.</summary>
public static class CellFunctions
{
#pragma warning disable IDE1006 // The lower-case names are those that notebooks use.
    /// <summary>
    /// Shows a value under the running cell, in its preferred mime types or in those named; what comes back can be
    /// updated.
    /// </summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) =>
        CellDisplay.Show(Formatting.Format(value, mimeTypes), mimeTypes);

    /// <summary>Asks the reader for a line and waits for it.</summary>
    public static string input(string prompt = "") => CellContext.Ask(new InputQuestion(prompt, IsPassword: false));

    /// <summary>Asks the reader for a password and waits for it.</summary>
    public static CellPassword password(string prompt = "") =>
        new(CellContext.Ask(new InputQuestion(prompt, IsPassword: true)));
#pragma warning restore IDE1006

    /// <summary>Marks a text as HTML, so that it is rendered when shown.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script in the front end, where it allows that; it is shown at once, not returned.</summary>
    public static void Javascript(string scriptContent) =>
        CellDisplay.Show(Formatting.Format(new HtmlString($"<script type=\"text/javascript\">{scriptContent}</script>")));

    /// <summary>Adds styles to the notebook's page, where the front end allows that.</summary>
    public static void CSS(string content) =>
        CellDisplay.Show(Formatting.Format(new HtmlString($"<style>{content}</style>")));

    /// <summary>Asks the reader for a line; the hint says what kind of line, <c>password</c> hides it.</summary>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        AskAsync(new InputQuestion(prompt, typeHint == "password"));

    /// <summary>Asks the reader for a password.</summary>
    public static async Task<CellPassword> GetPasswordAsync(string prompt = "") =>
        new(await AskAsync(new InputQuestion(prompt, IsPassword: true)));

    /// <summary>Asks the reader for several lines, one after the other; returns them by their prompts.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> GetInputsAsync(params string[] prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        var answers = new Dictionary<string, string>();
        foreach (var prompt in prompts) answers[prompt] = await GetInputAsync(prompt);
        return answers;
    }

    /// <summary>Removes what the running cell has put out: now, or when its next output comes.</summary>
    public static void ClearOutput(bool wait = false) =>
        CellContext.CurrentOrLatest?.Write(new CellOutput.Clear(wait));

    // The reader may take long, and a thread of the pool is not ours to keep so long.
    private static Task<string> AskAsync(InputQuestion question) =>
        Task.Factory.StartNew(
            () => CellContext.Ask(question), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
