namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>A level's history does not add up; becomes a <see cref="StorageException"/> that names the level.</summary>
internal sealed class BrokenHistoryException(long levelId, long version) : Exception
{
    public long LevelId { get; } = levelId;

    public long Version { get; } = version;
}
