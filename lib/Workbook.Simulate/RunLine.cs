using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Workbook.Simulate;

/// <summary>Writes the inputs of a simulation as C# that makes them again.</summary>
internal static class RunLine
{
    /// <summary>Gives the line that runs the inputs.</summary>
    /// <param name="inputs">A record that can be made without arguments, and run.</param>
    public static string Of(object inputs) => $"{New(inputs)}.Run()";

    /// <summary>Gives the expression that makes the inputs: the type, and each property that is not as a new one has
    /// it.</summary>
    /// <param name="inputs">A record that can be made without arguments; its properties are values, texts, lists of
    /// them or such records. Anything else can only be named, in a comment.</param>
    public static string New(object inputs)
    {
        Type type = inputs.GetType();
        object usual = Make(type)!;
        List<string> given = [];
        List<string> unwritten = [];
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite))
        {
            object? value = property.GetValue(inputs);
            if (IsSame(value, property.GetValue(usual)))
                continue;
            if (Literal(value) is { } literal)
                given.Add($"{property.Name} = {literal}");
            else
                unwritten.Add(property.Name);
        }

        string comment = unwritten.Count == 0 ? "" : $" /* and {string.Join(", ", unwritten)} as it was given */";
        return $"new {type.Name}{(given.Count == 0 ? "()" : $" {{ {string.Join(", ", given)} }}")}{comment}";
    }

    private static string? Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Quoted(text),
        Enum named => $"{named.GetType().Name}.{named}",
        TimeSpan time when time.Ticks % TimeSpan.TicksPerSecond == 0 =>
            $"TimeSpan.FromSeconds({time.Ticks / TimeSpan.TicksPerSecond})",
        TimeSpan time when time.Ticks % TimeSpan.TicksPerMillisecond == 0 =>
            $"TimeSpan.FromMilliseconds({time.Ticks / TimeSpan.TicksPerMillisecond})",
        TimeSpan time => $"TimeSpan.FromTicks({time.Ticks})",
        ValueType and IConvertible number => Convert.ToString(number, CultureInfo.InvariantCulture),
        IEnumerable list => List([.. list.Cast<object?>().Select(Literal)]),
        _ => Make(value.GetType()) is null ? null : New(value),
    };

    private static string? List(string?[] items) => items.Contains(null) ? null : $"[{string.Join(", ", items)}]";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char letter in text)
        {
            quoted.Append(letter is '"' or '\\' ? $"\\{letter}"
                : char.IsControl(letter) || char.IsSurrogate(letter) ? $"\\u{(int)letter:X4}" : letter.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Makes a value as <c>new T()</c> does; null when a value of the type needs more than that.</summary>
    private static object? Make(Type type)
    {
        ConstructorInfo? plain = type.GetConstructors()
            .Where(constructor => constructor.GetParameters().All(parameter => parameter.IsOptional))
            .MinBy(constructor => constructor.GetParameters().Length);
        return plain?.Invoke([.. plain.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }

    private static bool IsSame(object? value, object? usual) => Equals(value, usual)
        || (value is IEnumerable items and not string && usual is IEnumerable others
            && items.Cast<object?>().SequenceEqual(others.Cast<object?>()));
}
