namespace Workbook.Tests;

/// <summary>An experiment ends with the notebook cell that runs it, when the kernel is told to stop that cell.</summary>
public sealed class StoppedCellTests
{
    [Fact]
    public async Task A_stop_of_the_running_cell_ends_the_experiment_and_its_broker()
    {
        using var cell = new CancellationTokenSource();
        AppContext.SetData("Workbook.Cell.StopToken", (Func<CancellationToken>)(() => cell.Token));
        try
        {
            LabClient? client = null;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Lab.RunAsync(
                "Endless",
                async lab =>
                {
                    client = await lab.ConnectAsync("sensor");
                    await cell.CancelAsync();
                    await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
                },
                cancellation: TestContext.Current.CancellationToken));
            Assert.NotNull(client);
        }
        finally
        {
            AppContext.SetData("Workbook.Cell.StopToken", null);
        }
    }
}
