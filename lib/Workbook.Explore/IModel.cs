namespace Workbook.Explore;

/// <summary>What is explored: how a system begins, and what is claimed about all its behaviours.</summary>
public interface IModel
{
    /// <summary>The model in a few words.</summary>
    string Name { get; }

    /// <summary>What is claimed, as sentences; at most 32.</summary>
    IReadOnlyList<ModelProperty> Properties { get; }

    /// <summary>Makes a system in its first state; each one is independent of all others, and they are all
    /// alike.</summary>
    ISystem Begin();
}
