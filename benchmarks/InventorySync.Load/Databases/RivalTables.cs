namespace InventorySync.Load.Databases;

/// <summary>The two tables of a rival, which it has to itself.</summary>
internal sealed record RivalTables(string Subject)
{
    public string Stock { get; } = $"rival_{Subject.Replace('-', '_')}_stock";

    public string Ledger { get; } = $"rival_{Subject.Replace('-', '_')}_ledger";
}
