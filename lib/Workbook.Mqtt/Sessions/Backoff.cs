namespace Workbook.Mqtt.Sessions;

/// <summary>How long a client that failed to connect waits before it tries again; the standard leaves it
/// open.</summary>
/// <remarks>
/// Names and formulas are those of "Exponential Backoff And Jitter", AWS Architecture Blog, 2015;
/// <see cref="BackoffRule"/> computes them.
/// </remarks>
public enum Backoff
{
    /// <summary>No wait.</summary>
    None = 0,

    /// <summary>The doubled delay, the same for all: Paho.</summary>
    Exponential = 1,

    /// <summary>Half of the doubled delay, and a random part of the other half.</summary>
    EqualJitter = 2,

    /// <summary>A random part of the doubled delay.</summary>
    FullJitter = 3,

    /// <summary>Between the base and three times the last delay, at random.</summary>
    Decorrelated = 4,

    /// <summary>The same delay each time: libmosquitto.</summary>
    Constant = 5,
}
