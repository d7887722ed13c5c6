namespace Workbook.Kernel;

/// <summary>Hears how a run goes on, from one thread, in order.</summary>
public interface IRunProgress
{
    /// <summary>A notebook begins.</summary>
    void NotebookStarted(NotebookDocument notebook, int codeCellCount);

    /// <summary>A code cell begins.</summary>
    void CellStarted(NotebookDocument notebook, CellLabel cell);

    /// <summary>A code cell has ended.</summary>
    void CellFinished(NotebookDocument notebook, CellResult result);

    /// <summary>A notebook has ended.</summary>
    void NotebookFinished(NotebookResult result);
}
