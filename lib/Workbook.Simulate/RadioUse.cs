using System.Text;

namespace Workbook.Simulate;

/// <summary>What a radio has drawn over a time.</summary>
public sealed class RadioUse
{
    private readonly double[] milliseconds;

    internal RadioUse(RadioCurrents profile, TimeSpan period, int wakeCount, double[] milliseconds) =>
        (Profile, Period, WakeCount, this.milliseconds) = (profile, period, wakeCount, milliseconds);

    /// <summary>What it draws in each state.</summary>
    public RadioCurrents Profile { get; }

    /// <summary>The time since the start.</summary>
    public TimeSpan Period { get; }

    /// <summary>How often it was woken.</summary>
    public int WakeCount { get; }

    /// <summary>The charge in mC (mA s).</summary>
    public double Millicoulombs => Enum.GetValues<RadioState>().Sum(ChargeIn);

    /// <summary>The average current in µA; 0 over no time.</summary>
    public double AverageMicroamps => Period > TimeSpan.Zero ? Millicoulombs / Period.TotalSeconds * 1000 : 0;

    /// <summary>The time spent in a state.</summary>
    /// <param name="state">The state.</param>
    public TimeSpan TimeIn(RadioState state) => TimeSpan.FromMilliseconds(milliseconds[(int)state]);

    /// <summary>The charge drawn in a state, in mC.</summary>
    /// <param name="state">The state.</param>
    public double ChargeIn(RadioState state) => milliseconds[(int)state] / 1000 * CurrentIn(state);

    /// <summary>Gives time and charge of each state, a line each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Profile.Name}: {Millicoulombs:0.00} mC in {Period}, woken {WakeCount} times");
        foreach (RadioState state in Enum.GetValues<RadioState>())
            text.AppendLine().Append($"  {state}: {TimeIn(state)}, {ChargeIn(state):0.00} mC");
        return text.ToString();
    }

    private double CurrentIn(RadioState state) => state switch
    {
        RadioState.Asleep => Profile.SleepMilliamps,
        RadioState.Connecting => Profile.ConnectMilliamps,
        RadioState.Transmitting => Profile.TransmitMilliamps,
        RadioState.Receiving => Profile.ReceiveMilliamps,
        _ => Profile.TailMilliamps,
    };
}
