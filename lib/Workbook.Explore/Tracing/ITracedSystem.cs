namespace Workbook.Explore;

/// <summary>A system that can say what crosses its connections while a path is replayed.</summary>
public interface ITracedSystem : ISystem
{
    /// <summary>Tells a recorder of everything from now on; exploring systems have none.</summary>
    /// <param name="recorder">The recorder.</param>
    void Record(PathRecorder recorder);

    /// <summary>How many messages of clients are without an end of their exchange.</summary>
    int UnfinishedCount { get; }

    /// <summary>Lets everything that is under way come to its end: packets arrive, clients connect again, nothing new
    /// is published and nothing fails.</summary>
    /// <returns>Whether there is an end; false: it goes on and on.</returns>
    bool TrySettle();
}
