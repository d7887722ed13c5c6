namespace Workbook.Mqtt.Topics;

/// <summary>One subscription of a <see cref="SubscriptionTree{T}"/>: who, and what was kept with it.</summary>
/// <typeparam name="T">What is kept with each subscription.</typeparam>
/// <param name="Subscriber">The key of the subscriber, for instance a client identifier.</param>
/// <param name="Value">What was kept with the subscription.</param>
public readonly record struct SubscriptionMatch<T>(string Subscriber, T Value);
