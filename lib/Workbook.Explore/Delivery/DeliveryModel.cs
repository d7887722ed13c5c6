namespace Workbook.Explore;

/// <summary>x</summary>
public sealed record DeliveryModel;
