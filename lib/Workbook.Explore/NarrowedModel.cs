namespace Workbook.Explore;

/// <summary>A model of which only some properties are asked.</summary>
/// <param name="model">The model.</param>
/// <param name="properties">The properties to ask.</param>
internal sealed class NarrowedModel(IModel model, IReadOnlyList<ModelProperty> properties) : IModel
{
    /// <summary>The model of which less is asked.</summary>
    public IModel Whole => model is NarrowedModel narrowed ? narrowed.Whole : model;

    public string Name => model.Name;

    public IReadOnlyList<ModelProperty> Properties => properties;

    public ISystem Begin() => model.Begin();

    public override string ToString() => Name;
}
