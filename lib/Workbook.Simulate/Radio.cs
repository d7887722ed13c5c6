namespace Workbook.Simulate;

/// <summary>The radio of a client: the traffic of its link wakes it and keeps it awake, and it adds up
/// charge.</summary>
/// <remarks>It begins asleep at time zero. After its last traffic it stays connected for the tail, then it
/// sleeps.</remarks>
public sealed class Radio
{
    private const int StateCount = (int)RadioState.Tail + 1;

    private readonly double[] milliseconds = new double[StateCount];
    private TimeSpan accountedUntil;
    private TimeSpan awakeUntil;
    private TimeSpan? offAt;

    internal Radio(RadioCurrents profile) => Profile = profile;

    /// <summary>What it draws, and when it changes its state.</summary>
    public RadioCurrents Profile { get; }

    /// <summary>How often it was woken.</summary>
    public int WakeCount { get; private set; }

    /// <summary>Adds up what it has drawn up to a time.</summary>
    /// <param name="until">The time since the start; not before the last traffic that was added up.</param>
    public RadioUse UseUntil(TimeSpan until)
    {
        Account(until);
        return new RadioUse(Profile, until, WakeCount, [.. milliseconds]);
    }

    /// <summary>Whether it sleeps.</summary>
    internal bool IsAsleepAt(TimeSpan now) => now >= awakeUntil;

    /// <summary>When it can send: now, or when it has woken for it.</summary>
    internal TimeSpan WakeAt(TimeSpan now)
    {
        if (!IsAsleepAt(now))
            return accountedUntil > now ? accountedUntil : now;
        Account(now);
        WakeCount++;
        milliseconds[(int)RadioState.Connecting] += Profile.ConnectTime.TotalMilliseconds;
        accountedUntil = now + Profile.ConnectTime;
        offAt = offAt > now ? offAt + Profile.ConnectTime : null;
        StayAwake();
        return accountedUntil;
    }

    /// <summary>When something can be sent to it: now, when it listens next, or not before it wakes by itself
    /// (null).</summary>
    internal TimeSpan? ReachableAt(TimeSpan now)
    {
        if (!IsAsleepAt(now))
            return now;
        if (Profile.PagingCycle is not { } cycle)
            return null;
        long turn = (now.Ticks + cycle.Ticks - 1) / cycle.Ticks;
        return WakeAt(turn * cycle);
    }

    /// <summary>Adds traffic.</summary>
    internal void NoteTraffic(TimeSpan at, long bytes, bool isFromDevice)
    {
        if (offAt <= at)
            return;
        Account(at);
        double rate = isFromDevice ? Profile.UplinkBitsPerSecond : Profile.DownlinkBitsPerSecond;
        TimeSpan airtime = TimeSpan.FromSeconds(bytes * 8 / rate);
        milliseconds[(int)(isFromDevice ? RadioState.Transmitting : RadioState.Receiving)] +=
            airtime.TotalMilliseconds;
        if (accountedUntil < at)
            accountedUntil = at;
        accountedUntil += airtime;
        StayAwake();
    }

    /// <summary>Ends the tail at a time, however long it would be; what comes later is not heard before it is woken
    /// again.</summary>
    internal void SwitchOff(TimeSpan at)
    {
        offAt = at;
        if (awakeUntil > at)
            awakeUntil = at;
    }

    private void StayAwake()
    {
        if (awakeUntil < accountedUntil + Profile.TailTime)
            awakeUntil = accountedUntil + Profile.TailTime;
        if (awakeUntil > offAt)
            awakeUntil = offAt.Value;
    }

    /// <summary>Adds up tail and sleep since the last time.</summary>
    private void Account(TimeSpan until)
    {
        if (until <= accountedUntil)
            return;
        TimeSpan tailEnd = awakeUntil < accountedUntil ? accountedUntil : awakeUntil > until ? until : awakeUntil;
        milliseconds[(int)RadioState.Tail] += (tailEnd - accountedUntil).TotalMilliseconds;
        milliseconds[(int)RadioState.Asleep] += (until - tailEnd).TotalMilliseconds;
        accountedUntil = until;
    }
}
