using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>What one transaction moved.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Openings">The levels concerned, after it.</param>
internal sealed record ArchiveStep(int Rows, IReadOnlyList<OpeningRow> Openings);
