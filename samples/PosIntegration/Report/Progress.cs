namespace PosIntegration.Report;

/// <summary>How far the replay is.</summary>
internal sealed record Progress
{
    /// <summary>The data's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required int EventsDone { get; init; }

    public required int EventsPlanned { get; init; }

    /// <summary>Invoices sold so far, in whole or in part.</summary>
    public required long Sales { get; init; }

    /// <summary>On the wall's clock.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required IReadOnlyList<ChannelRow> Rows { get; init; }

    public double SalesPerSecond => Elapsed > TimeSpan.Zero ? Sales / Elapsed.TotalSeconds : 0;
}
