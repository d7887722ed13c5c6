using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>The topic aliases that the peer has set on this connection, up to the maximum that we announced (MQTT 5.0
/// section 3.3.2.3.4).</summary>
/// <remarks>The map dies with the connection ([MQTT-3.3.2-7]); it takes memory only once an alias is used.</remarks>
public sealed class TopicAliases
{
    private readonly ushort maximum;
    private string?[]? topics;

    /// <summary>Makes an empty map.</summary>
    /// <param name="maximum">The highest alias, as announced; 0 for none.</param>
    public TopicAliases(ushort maximum) => this.maximum = maximum;

    /// <summary>Gives a PUBLISH its topic, or notes the topic under its alias.</summary>
    /// <param name="publish">The PUBLISH as it came in; afterwards with its topic.</param>
    /// <returns>Success, or the reason code with which to close the connection.</returns>
    public ReasonCode Resolve(ref IncomingPublish publish)
    {
        string topic = publish.Message.Topic;
        ushort alias = publish.TopicAlias;
        if (alias == 0)
            return topic.Length > 0 ? ReasonCode.Success : ReasonCode.ProtocolError;
        if (alias > maximum)
            return ReasonCode.TopicAliasInvalid;
        topics ??= new string?[maximum];
        ref string? known = ref topics[alias - 1];
        if (topic.Length > 0)
            known = topic;
        else if (known is null)
            return ReasonCode.ProtocolError;
        else
            publish = publish with { Message = publish.Message.WithTopic(known) };
        return ReasonCode.Success;
    }
}
