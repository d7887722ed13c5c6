namespace Workbook.Mqtt.Broker;

/// <summary>Something that acts when its <see cref="Deadline"/> is due.</summary>
internal interface IDeadlineOwner
{
    /// <summary>Does what is due, or schedules itself again when it is too early; the deadline is out of the schedule
    /// when this is called.</summary>
    void OnDue(TimeSpan now);
}
