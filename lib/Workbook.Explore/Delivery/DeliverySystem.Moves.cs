using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

public sealed partial class DeliverySystem
{
    private const int MovesOfClient = (int)DeliveryMove.OfClient;
    private const int MovesOfBroker = 2;

    /// <inheritdoc/>
    public override int MoveCount => MovesOfClient * links.Length + MovesOfBroker;

    /// <inheritdoc/>
    public override bool IsFault(int move) => KindOf(move) >= DeliveryMove.Cut;

    /// <inheritdoc/>
    public override bool TryMove(int move)
    {
        DeliveryMove kind = KindOf(move);
        if (kind >= DeliveryMove.OfClient)
            return TryRestartBroker(keepsState: kind == DeliveryMove.BrokerRestarts);
        DeliveryLink link = links[move / MovesOfClient];
        if (!IsPossible(kind, link) || (model.OrdersIndependentMoves && IsPutOff(move)))
            return false;
        Recorder?.NextMove();
        Touch(link);
        if (kind is not (DeliveryMove.ArriveAtClient or DeliveryMove.Publish))
            Touch(brokerPart);
        Make(kind, link);
        foreach (DeliveryLink each in links)
        {
            each.FollowClosing();
            if (each.SentCount > model.ReceiveMaximum)
                Note(DeliveryFlaws.WindowExceeded);
        }

        return true;
    }

    /// <inheritdoc/>
    public override string Describe(int move)
    {
        DeliveryMove kind = KindOf(move);
        if (kind >= DeliveryMove.OfClient)
            return $"the broker restarts {(kind == DeliveryMove.BrokerRestarts ? "with" : "without")} its sessions";
        DeliveryLink link = links[move / MovesOfClient];
        return kind switch
        {
            DeliveryMove.ArriveAtServer => $"{TextOf(link, link.ToServer[0])} from {link.Name} arrives at the broker",
            DeliveryMove.ArriveAtClient => $"{TextOf(link, link.ToClient[0])} arrives at {link.Name}",
            DeliveryMove.Publish => $"{link.Name} publishes {TextOf(link.NextMessage)}",
            DeliveryMove.Reconnect => $"{link.Name} connects",
            DeliveryMove.Cut => $"the connection of {link.Name} is cut{LostText(link)}",
            DeliveryMove.Forget => $"{link.Name} dies, and comes again without its state",
            DeliveryMove.Expire => $"the session of {link.Name} expires at the broker",
            DeliveryMove.Retry => $"the retry timer of {link.Name} fires",
            _ => $"another client connects as {link.Name} with Clean Start, and goes",
        };
    }

    private DeliveryMove KindOf(int move) => move >= MovesOfClient * links.Length
        ? DeliveryMove.OfClient + (move - MovesOfClient * links.Length)
        : (DeliveryMove)(move % MovesOfClient);

    private bool IsPossible(DeliveryMove kind, DeliveryLink link) => kind switch
    {
        DeliveryMove.ArriveAtServer => link.IsUp && link.ToServer.Count > 0,
        DeliveryMove.ArriveAtClient => link.ToClient.Count > 0,
        DeliveryMove.Publish => link.MayPublish,
        DeliveryMove.Reconnect => !link.IsUp,
        DeliveryMove.Cut => link.IsUp && cutCount < model.CutMaximum,
        DeliveryMove.Forget => link.IsUp && MayLose(SessionLosses.ClientForgets),
        DeliveryMove.Expire => MayExpire(link),
        DeliveryMove.Retry => link.MayRetry && retryCount < model.CutMaximum,
        _ => link.IsUp && MayLose(SessionLosses.IdentifierTaken),
    };

    /// <summary>Whether another move comes first, because it commutes with all that can happen before it.</summary>
    private bool IsPutOff(int move)
    {
        if (cutCount < model.CutMaximum || (model.Losses != SessionLosses.None && lossCount < model.LossMaximum))
            return false;
        if (model.ExchangesPublishers)
            return IsPutOffAlike(move);
        foreach (DeliveryLink link in links)
        {
            if (link.CommutingMove is not null)
                return !IsCommutingMoveOf(link, move);
        }

        return false;
    }

    /// <summary>The same whichever publisher is which: first the subscriber's move, then those of all publishers. More
    /// moves than need be are harmless.</summary>
    private bool IsPutOffAlike(int move)
    {
        if (links[^1].CommutingMove is not null)
            return !IsCommutingMoveOf(links[^1], move);
        return Array.Exists(links, link => link.CommutingMove is not null) &&
            !Array.Exists(links, link => IsCommutingMoveOf(link, move));
    }

    private static bool IsCommutingMoveOf(DeliveryLink link, int move) =>
        link.CommutingMove is { } kind && move == link.Number * MovesOfClient + (int)kind;

    private bool MayLose(SessionLosses kind) => (model.Losses & kind) != 0 && lossCount < model.LossMaximum;

    /// <summary>The clock jumps over the expiry of this session; one that would expire earlier must not be waiting as
    /// well.</summary>
    private bool MayExpire(DeliveryLink link)
    {
        if (!MayLose(SessionLosses.SessionExpires) || link.IsUp || Broker.FindSession(link.Name) is null)
            return false;
        for (int number = 0; number < link.Number; number++)
        {
            if (!links[number].IsUp)
                return false;
        }

        return true;
    }

    private void Make(DeliveryMove kind, DeliveryLink link)
    {
        switch (kind)
        {
            case DeliveryMove.ArriveAtServer:
                link.ArriveAtServer();
                break;
            case DeliveryMove.ArriveAtClient:
                link.ArriveAtClient();
                break;
            case DeliveryMove.Publish:
                link.Publish();
                break;
            case DeliveryMove.Reconnect:
                link.Reconnect();
                break;
            case DeliveryMove.Cut:
                Touch(endsPart);
                cutCount++;
                link.Cut();
                break;
            case DeliveryMove.Retry:
                Touch(endsPart);
                retryCount++;
                link.Retry();
                break;
            default:
                Touch(endsPart);
                lossCount++;
                Lose(kind, link);
                break;
        }
    }

    private void Lose(DeliveryMove kind, DeliveryLink link)
    {
        if (kind == DeliveryMove.Forget)
            link.Forget();
        else if (kind == DeliveryMove.TakeOver)
            link.TakeOver();
        else
        {
            Recorder?.Note(new ScenarioExpiry(link.Name));
            Broker.Advance(TimeSpan.FromSeconds(model.ExpirySeconds(link.Number)));
        }
    }

    /// <summary>All connections break; the next broker begins with what a store has kept, or with nothing.</summary>
    private bool TryRestartBroker(bool keepsState)
    {
        if (!Array.Exists(links, link => link.IsUp))
            return false;
        if (keepsState ? !model.BrokerRestarts || cutCount >= model.CutMaximum : !MayLose(SessionLosses.BrokerForgets))
            return false;
        Recorder?.NextMove();
        Recorder?.Note(new ScenarioBrokerRestart(keepsState));
        for (int part = 0; part <= endsPart; part++)
            Touch(part);
        if (keepsState)
            cutCount++;
        else
            lossCount++;
        foreach (DeliveryLink link in links)
            link.Cut();
        var store = new SnapshotWriter(Messages);
        Broker.WriteSnapshot(store);
        Broker = new MqttBroker(model.Policy, events: this);
        if (keepsState)
        {
            var reader = new SnapshotReader(store.Written, Messages);
            Broker.RestoreSnapshot(ref reader);
        }

        foreach (DeliveryLink link in links)
            link.Rebind();
        return true;
    }

    private string TextOf(DeliveryLink link, DeliveryPacket packet) =>
        Mqtt.Codec.PacketSummary.Of(PacketOf(link, packet));

    private string LostText(DeliveryLink link)
    {
        string[] lost = [.. link.ToServer.Concat(link.ToClient).Select(packet => TextOf(link, packet))];
        return lost.Length == 0 ? "" : $", and with it {string.Join(" and ", lost)}";
    }
}
