namespace Workbook.Mqtt.Broker;

/// <summary>Where the subscription tree leads: a session's subscription, or a group that shares one.</summary>
internal abstract class RouteTarget
{
    private protected RouteTarget(string key, string pattern)
    {
        Key = key;
        Pattern = pattern;
    }

    /// <summary>The subscriber's key in the tree.</summary>
    public string Key { get; }

    /// <summary>The filter, without the prefix of a shared subscription.</summary>
    public string Pattern { get; }
}
