namespace Workbook.Examples.Tests;

public sealed class EvidenceTests
{
    public static TheoryData<string> Ids => [.. Evidence.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_row_of_a_published_table_is_confirmed_corrected_or_found_contradictory(string id)
    {
        var table = Evidence.Table(id);
        Assert.NotEmpty(table.Rows);
        Assert.Empty(table.Rows.Where(row => row.Verdict == Verdict.Unmet)
            .Select(row => $"{row.Label}: published {row.Published}, ours {row.Computed} {row.Unit}; {row.Note}"));
    }

    [Fact]
    public void The_two_rows_of_T4_that_contradict_themselves_are_found_and_no_other()
    {
        var contradictory = Evidence.Table("T4").Rows.Where(row => row.Verdict == Verdict.Contradictory).Select(row =>
            row.Label);
        Assert.Equal(
            ["nRF9160-DK NB-IoT PSM+RAI one-way 200 B", "Thingy:91 LTE-M exchange 200B/200B active time 8 s"],
            contradictory);
    }

    [Fact]
    public void The_minutes_of_T6_are_found_to_be_a_difference_of_currents()
    {
        var row = Evidence.Table("T6").Rows.Single(row => row.Verdict == Verdict.Corrected);
        Assert.Equal(44.89, row.Published);
        Checking.Within(35.8, row.Computed, 0.005);
    }

    [Fact]
    public void Lives_of_a_century_vanish_once_a_floor_and_self_discharge_are_put_in() => Assert.All(
        PublishedData.Embedded.Read("robinson_nbiot_energy.csv"), row =>
        {
            var life = new LifeBudget
            {
                Cell = BatteryCell.LithiumThionylAa,
                FloorMicroamps = Physics.Radio.Nrf9160PsmFloor,
                EventMillicoulombs = Charge.OfEnergy(row.Number("measured_uWh"), 3.6),
            }.Life();
            Assert.True(life.Years < 53, $"{life.Years} years");
        });

    [Fact]
    public void A_known_erratum_that_suddenly_agrees_is_no_longer_met()
    {
        var row = new EvidenceRow("x", 10, 12, "", 0.01) { Correction = 12 };
        Assert.Equal(Verdict.Corrected, row.Verdict);
        Assert.Equal(Verdict.Unmet, (row with { Computed = 10 }).Verdict);
        Assert.Equal(Verdict.Unmet, (row with { Computed = 11 }).Verdict);
        Assert.Equal(Verdict.Unmet, (row with { Computed = 10.2, Correction = null }).Verdict);
        Assert.Equal(Verdict.Confirmed, (row with { Computed = 10.1, Correction = null }).Verdict);
        Assert.Equal(Verdict.Unmet, EvidenceRow.AtLeast("x", 0.9, 0.89).Verdict);
        Assert.Equal(Verdict.Unmet, (row with { Computed = double.NaN }).Verdict);
    }

    [Fact]
    public void A_claim_is_found_by_its_number_with_all_its_rows()
    {
        var course = Evidence.Table("C");
        Assert.Equal(
            ["9: vineyard with a static address", "9: 80 % of 3,000 mAh at 4.27 mAh a day", "9b: 2,000 mAh at 10 µA"],
            course.Claims("9", "9b").Select(row => row.Label));
        Assert.Equal("Table C has no claim 99.", Assert.Throws<ArgumentException>(() => course.Claims("99")).Message);
    }

    [Fact]
    public void Rows_of_a_folder_are_judged_in_place_of_those_of_the_library()
    {
        string folder = Directory.CreateTempSubdirectory("workbook-evidence").FullName;
        try
        {
            File.WriteAllText(
                Path.Combine(folder, "boaks_nrf9160_power.csv"),
                "# a comment\ncase,duration_s,avg_current_mA,voltage_V,published_mWh,published_days_hourly_on_1350mAh\n"
                    + "wrong life,12,9,5,0.15,700\n");
            var tables = Evidence.Evaluate(PublishedData.In(folder)).Take(5).ToList();
            var row = Assert.Single(tables[4].Rows);
            Assert.Equal(("wrong life", Verdict.Unmet), (row.Label, row.Verdict));
            Assert.Equal(Verdict.Unmet, tables[4].Verdict);
            Assert.Equal(Verdict.Confirmed, tables[0].Verdict);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Rows_that_cannot_be_read_get_a_sentence()
    {
        string folder = Directory.CreateTempSubdirectory("workbook-evidence").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "x.csv"), "a,b\n1\n");
            var error = Assert.Throws<FormatException>(() => PublishedData.In(folder).Read("x.csv"));
            Assert.Equal("x.csv, row 1: expected 2 fields, got 1.", error.Message);
            File.WriteAllText(Path.Combine(folder, "x.csv"), "a,b\n1,two\n");
            var row = PublishedData.In(folder).Read("x.csv")[0];
            Assert.Equal(
                "b: expected a number, got 'two'.", Assert.Throws<FormatException>(() => row.Number("b")).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
