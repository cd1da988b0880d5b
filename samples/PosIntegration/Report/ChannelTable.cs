using Spectre.Console;
using Spectre.Console.Rendering;

namespace PosIntegration.Report;

/// <summary>The table of all outlets, live and at the end.</summary>
internal static class ChannelTable
{
    private static readonly string[] Headings =
        ["sales", "units sold", "listings", "pushes", "signals coalesced", "lag p50", "lag p99", "listings queued", "throttles", "units refused", "units oversold"];

    public static IRenderable Of(IReadOnlyList<ChannelRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("channel");
        foreach (var heading in Headings)
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(
                row.Name,
                Figures.Of(row.Sales),
                Figures.Of(row.UnitsSold),
                Figures.Of(row.Listings),
                Figures.Of(row.Pushes),
                Figures.Of(row.Coalesced),
                Figures.Of(row.LagP50),
                Figures.Of(row.LagP99),
                Figures.Of(row.Queue),
                Figures.Of(row.Throttles),
                Figures.Of(row.Refused),
                Figures.Of(row.Oversold));
        }

        return table;
    }
}
