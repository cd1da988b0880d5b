namespace PosIntegration.Replay;

/// <summary>What one outlet sold and could not sell.</summary>
internal sealed class OutletTotals
{
    public required string Name { get; init; }

    public required bool IsTill { get; init; }

    /// <summary>Invoices of which at least one unit was sold.</summary>
    public long Sales { get; set; }

    /// <summary>Of them, rung up while the till was offline.</summary>
    public long OfflineSales { get; set; }

    public long UnitsSold { get; set; }

    /// <summary>Invoices of which not all could be sold.</summary>
    public long SalesCut { get; set; }

    /// <summary>Units that people wanted and did not get: the till said no, or the marketplace showed fewer.</summary>
    public long UnitsRefused { get; set; }

    /// <summary>Units cancelled or brought back.</summary>
    public long UnitsBack { get; set; }

    /// <summary>Units cancelled because stock did not cover them: what overselling cost in the end.</summary>
    public long UnitsCancelledForLackOfStock { get; set; }
}
