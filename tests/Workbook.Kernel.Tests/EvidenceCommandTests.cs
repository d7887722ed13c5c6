using System.Text.Json.Nodes;

namespace Workbook.Kernel.Tests;

/// <summary><c>workbook evidence</c> as a child process.</summary>
public sealed class EvidenceCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workbook-evidence").FullName;

    private WorkbookCommand Workbook => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_with_known_faults_succeeds_and_says_how_many()
    {
        var (code, output, error) = Workbook.Run("evidence", "--table", "T4", "--json", "evidence.json");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("8 figures confirmed, 0 corrected, 2 contradictory, 0 not met", output);
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "evidence.json")))!;
        Assert.True((bool)json["succeeded"]!);
        Assert.Equal("contradictory", (string)json["tables"]![0]!["verdict"]!);
    }

    [Fact]
    public void A_figure_that_the_model_does_not_meet_fails_and_is_shown()
    {
        File.WriteAllText(
            Path.Combine(_folder, "boaks_nrf9160_power.csv"),
            "case,duration_s,avg_current_mA,voltage_V,published_mWh,published_days_hourly_on_1350mAh\n"
                + "longer,12,9,5,0.15,700\n");
        var (code, output, _) = Workbook.Run("evidence", "--table", "T4", "--data", ".");
        Assert.Equal(1, code);
        Assert.Contains("longer", output);
        Assert.Contains("1 not met", output);
    }

    [Fact]
    public void Unusable_arguments_get_a_sentence_each()
    {
        Assert.Equal(
            (2, "There is no folder 'nowhere'.\n"),
            Workbook.Run("evidence", "--data", "nowhere") is var (folderCode, _, folderError)
                ? (folderCode, folderError) : default);
        var (code, _, error) = Workbook.Run("evidence", "--table", "T99");
        Assert.Equal(2, code);
        Assert.StartsWith("There is no table 'T99'; there are T1, ", error);
        File.WriteAllText(Path.Combine(_folder, "boaks_nrf9160_power.csv"), "case\nx\n");
        (code, _, error) = Workbook.Run("evidence", "--table", "T4", "--data", ".");
        Assert.Equal(2, code);
        Assert.StartsWith("There is no column 'avg_current_mA'", error);
    }
}
