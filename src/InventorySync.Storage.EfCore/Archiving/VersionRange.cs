namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>Versions of a level's history, both ends included.</summary>
internal readonly record struct VersionRange(long LevelId, long From, long To);
