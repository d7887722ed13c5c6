namespace Workbook.Examples;

/// <summary>When a client tries again.</summary>
public enum RetryPolicy
{
    /// <summary>After the same delay each time: libmosquitto.</summary>
    Constant,

    /// <summary>After a delay that doubles up to a cap, the same for all: Paho.</summary>
    Exponential,

    /// <summary>At a random moment below that delay.</summary>
    FullJitter,

    /// <summary>After half of that delay and a random part of the other half.</summary>
    EqualJitter,
}
