namespace Workbook.Explore;

/// <summary>A claim about a model: a sentence, its kind, and the condition on single states behind it.</summary>
public sealed class ModelProperty
{
    private ModelProperty(PropertyKind kind, string sentence, Func<ISystem, bool> condition) =>
        (Kind, Sentence, Condition) = (kind, sentence, condition);

    /// <summary>What is claimed about the condition.</summary>
    public PropertyKind Kind { get; }

    /// <summary>The claim as a sentence without its full stop, for instance <c>No message is delivered
    /// twice</c>.</summary>
    public string Sentence { get; }

    /// <summary>The condition on one state; it looks only at what the snapshot holds.</summary>
    internal Func<ISystem, bool> Condition { get; }

    /// <summary>Claims that a condition holds in every state.</summary>
    /// <typeparam name="TSystem">The systems of the model.</typeparam>
    /// <param name="sentence">The claim.</param>
    /// <param name="condition">The condition; it looks only at what the snapshot holds.</param>
    public static ModelProperty Always<TSystem>(string sentence, Func<TSystem, bool> condition)
        where TSystem : class, ISystem => Make(PropertyKind.Always, sentence, condition);

    /// <summary>Claims that a condition holds in some state.</summary>
    /// <typeparam name="TSystem">The systems of the model.</typeparam>
    /// <param name="sentence">The claim.</param>
    /// <param name="condition">The condition; it looks only at what the snapshot holds.</param>
    public static ModelProperty Sometimes<TSystem>(string sentence, Func<TSystem, bool> condition)
        where TSystem : class, ISystem => Make(PropertyKind.Sometimes, sentence, condition);

    /// <summary>Claims that a condition is met sooner or later, from every state, once the adversary rests.</summary>
    /// <typeparam name="TSystem">The systems of the model.</typeparam>
    /// <param name="sentence">The claim.</param>
    /// <param name="condition">The condition; it looks only at what the snapshot holds.</param>
    public static ModelProperty Eventually<TSystem>(string sentence, Func<TSystem, bool> condition)
        where TSystem : class, ISystem => Make(PropertyKind.Eventually, sentence, condition);

    /// <summary>Gives kind and sentence, for instance <c>always: No message is delivered twice</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}: {Sentence}";

    private static ModelProperty Make<TSystem>(PropertyKind kind, string sentence, Func<TSystem, bool> condition)
        where TSystem : class, ISystem
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        ArgumentNullException.ThrowIfNull(condition);
        return new ModelProperty(kind, sentence, system => condition((TSystem)system));
    }
}
