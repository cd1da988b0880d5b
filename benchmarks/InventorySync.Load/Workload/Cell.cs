using System.Globalization;

namespace InventorySync.Load.Workload;

/// <summary>One combination of circumstances under which subjects are measured.</summary>
internal sealed record Cell
{
    public required Scenario Scenario { get; init; }

    /// <summary>How many callers each process has.</summary>
    public required int Callers { get; init; }

    public required int Processes { get; init; }

    public required KeyForm Keys { get; init; }

    /// <summary>How many calls of a hundred repeat the key of an earlier sale.</summary>
    public double DuplicatesPercent { get; init; }

    /// <summary>Whether there is nothing left to buy, so that all answers but the first few are refusals.</summary>
    public bool SoldOut { get; init; }

    public int Skus => Scenario == Scenario.Hot ? 1 : Catalogue.Skus;

    public override string ToString()
    {
        var more = string.Concat(
            Keys == KeyForm.Sorted ? ", time-sorted keys" : string.Empty,
            DuplicatesPercent > 0 ? string.Create(CultureInfo.InvariantCulture, $", {DuplicatesPercent} % repeated keys") : string.Empty,
            SoldOut ? ", sold out" : string.Empty);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Scenario.ToString().ToLowerInvariant()} ({Skus:N0} SKU{(Skus == 1 ? string.Empty : "s")}), {Callers:N0} caller{(Callers == 1 ? string.Empty : "s")}, {Processes} process{(Processes == 1 ? string.Empty : "es")}{more}");
    }
}
