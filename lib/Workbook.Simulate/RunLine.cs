using System.Globalization;
using System.Reflection;

namespace Workbook.Simulate;

/// <summary>Writes the inputs of a simulation as the line of C# that runs it again.</summary>
internal static class RunLine
{
    /// <summary>Gives the line: the type, and each property that is not as a new one has it.</summary>
    /// <param name="inputs">A record whose properties are numbers, durations or named values.</param>
    public static string Of<TInputs>(TInputs inputs)
        where TInputs : notnull, new()
    {
        var usual = new TInputs();
        string given = string.Join(", ", typeof(TInputs).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !Equals(property.GetValue(inputs), property.GetValue(usual)))
            .Select(property => $"{property.Name} = {Literal(property.GetValue(inputs))}"));
        return $"new {typeof(TInputs).Name}{(given == "" ? "()" : $" {{ {given} }}")}.Run()";
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Enum named => $"{named.GetType().Name}.{named}",
        TimeSpan time when time.Ticks % TimeSpan.TicksPerSecond == 0 =>
            $"TimeSpan.FromSeconds({time.Ticks / TimeSpan.TicksPerSecond})",
        TimeSpan time when time.Ticks % TimeSpan.TicksPerMillisecond == 0 =>
            $"TimeSpan.FromMilliseconds({time.Ticks / TimeSpan.TicksPerMillisecond})",
        TimeSpan time => $"TimeSpan.FromTicks({time.Ticks})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
