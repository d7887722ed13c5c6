namespace Workbook.Explore;

/// <summary>A system that can say what crosses its connections while a path is replayed.</summary>
public interface ITracedSystem : ISystem
{
    /// <summary>Tells a recorder of everything from now on; exploring systems have none.</summary>
    /// <param name="recorder">The recorder.</param>
    void Record(PathRecorder recorder);

    /// <summary>Lets everything that is under way come to its end: packets arrive, clients connect again, nothing new
    /// is published and nothing fails.</summary>
    void Settle();
}
