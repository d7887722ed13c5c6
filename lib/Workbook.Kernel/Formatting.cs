using System.Globalization;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbook.Kernel;

/// <summary>Turns a value into texts by mime type, with the formatters and defaults of .NET Interactive.</summary>
public static class Formatting
{
    private const string PlainText = "text/plain";

    // Mime types that the formatting library writes for every type; all others need a formatter of their own.
    private static readonly HashSet<string> BuiltIn = [PlainText, "text/html", "application/json"];

    static Formatting() => Reset();

    /// <summary>Forgets what an earlier notebook registered, and sets the defaults of .NET Interactive.</summary>
    public static void Reset()
    {
        Formatter.ResetToDefault();
        Formatter.DefaultMimeType = "text/html";
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainText);
    }

    /// <summary>
    /// Formats the value in its preferred mime types, or in those named, and always in text/plain. A formatter that
    /// fails is left out, and a line on the cell's stderr says so.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Format(object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        var data = new Dictionary<string, string>();
        foreach (var mimeType in mimeTypes.Length > 0 ? mimeTypes : PreferredMimeTypes(value))
        {
            if (TryFormat(value, mimeType) is { } text) data[mimeType] = text;
        }

        if (!data.ContainsKey(PlainText)) data[PlainText] = TryFormat(value, PlainText) ?? TypeName(value);
        return data;
    }

    private static string? TryFormat(object? value, string mimeType)
    {
        try
        {
            return value is null ? value.ToDisplayString(mimeType) : Text(value, mimeType);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ThreadInterruptedException))
        {
            CellContext.CurrentOrLatest?.WriteError(
                $"{TypeName(value)} could not be shown as {mimeType}: {e.GetBaseException().Message}");
            return null;
        }
    }

    // As ToDisplayString does, which compiles an expression for each type: that loads the expression compiler.
    private static string Text(object value, string mimeType)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using (var context = new FormatContext(writer))
        {
            typeof(Formatter<>).MakeGenericType(value.GetType())
                .GetMethod(nameof(Formatter<>.FormatTo), BindingFlags.Public | BindingFlags.Static)!
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value, context, mimeType], null);
        }

        return writer.ToString();
    }

    private static IReadOnlyCollection<string> PreferredMimeTypes(object? value)
    {
        if (value is null) return [PlainText];
        try
        {
            if (MissingFormatter(value.GetType()) is not { } missing)
                return Formatter.GetPreferredMimeTypesFor(value.GetType());
            CellContext.CurrentOrLatest?.WriteError(
                $"{TypeName(value)} prefers {missing} but brings no formatter for it, so it is shown as text.");
        }
        catch (Exception e) when (e is not (OperationCanceledException or ThreadInterruptedException))
        {
            CellContext.CurrentOrLatest?.WriteError(
                $"The formatters of {TypeName(value)} could not be made: {e.GetBaseException().Message}");
        }

        return [PlainText];
    }

    // The formatting library overflows the stack, which ends the process, when a type that brings its formatters by
    // convention prefers a mime type for which it brings none. This asks the type first.
    private static string? MissingFormatter(Type type)
    {
        var attribute = type.GetCustomAttributes(inherit: true)
            .FirstOrDefault(a => a.GetType().Name == nameof(TypeFormatterSourceAttribute));
        if (attribute is null || Read(attribute, "PreferredMimeTypes") is not string[] preferred) return null;
        if (Read(attribute, "FormatterSourceType") is not Type source) return null;
        var formatters = source.GetMethod("CreateTypeFormatters")?.Invoke(Activator.CreateInstance(source), null);
        var brought = ((System.Collections.IEnumerable?)formatters)?.Cast<object>()
            .Select(formatter => Read(formatter, "MimeType") as string).ToHashSet() ?? [];
        return preferred.FirstOrDefault(mimeType => !BuiltIn.Contains(mimeType) && !brought.Contains(mimeType));
    }

    private static object? Read(object target, string property) =>
        target.GetType().GetProperty(property)?.GetValue(target);

    private static string TypeName(object? value) => value?.GetType().Name ?? "null";
}
