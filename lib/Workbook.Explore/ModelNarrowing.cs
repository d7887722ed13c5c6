namespace Workbook.Explore;

/// <summary>Asks less of a model.</summary>
public static class ModelNarrowing
{
    /// <summary>Gives the same model with some of its properties only: fewer to judge, the same states. Without an
    /// "eventually" no moves need to be remembered.</summary>
    /// <param name="model">The model.</param>
    /// <param name="isAsked">Which properties to keep.</param>
    public static IModel Only(this IModel model, Func<ModelProperty, bool> isAsked)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new NarrowedModel(model, [.. model.Properties.Where(isAsked)]);
    }

    /// <summary>Gives the same model with other claims: yours instead of its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="properties">What to ask, at most 32; they are about the systems of this model.</param>
    public static IModel Asking(this IModel model, params ModelProperty[] properties)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(properties);
        return new NarrowedModel(model, properties);
    }

    /// <summary>Gives the same model with the properties of one kind only.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The kind to keep.</param>
    public static IModel Only(this IModel model, PropertyKind kind) =>
        model.Only(property => property.Kind == kind);
}
