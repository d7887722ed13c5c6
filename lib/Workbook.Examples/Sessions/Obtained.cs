namespace Workbook.Examples;

/// <summary>When a subscriber gets a message, if at all.</summary>
public enum Obtained
{
    /// <summary>At once: it is connected.</summary>
    AtOnce,

    /// <summary>When it comes back and the session is still there.</summary>
    AtReconnect,

    /// <summary>Only the retained copy, and only when it subscribes again.</summary>
    AtNextSubscribe,

    /// <summary>Never.</summary>
    Never,
}
