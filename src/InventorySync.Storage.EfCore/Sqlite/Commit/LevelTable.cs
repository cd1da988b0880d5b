using InventorySync.Stock;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Checks and changes levels, by their difference: the condition stands in the same statement as the change.</summary>
internal sealed class LevelTable : IDisposable
{
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _set;

    public LevelTable(NamedConnection connection)
    {
        _update = new SqliteStatement(
            connection,
            """
            UPDATE {t}levels SET on_hand = on_hand + ?3, reserved = reserved + ?4, version = version + ?5
            WHERE sku = ?1 AND location = ?2
              AND on_hand - reserved >= ?6 AND on_hand >= ?7 AND (?8 IS NULL OR version = ?8)
            RETURNING id, on_hand, reserved, version
            """);
        _insert = new SqliteStatement(
            connection,
            """
            INSERT INTO {t}levels (sku, location, on_hand, reserved, version) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO NOTHING RETURNING id
            """);
        _select = new SqliteStatement(connection, "SELECT id, on_hand, reserved, version FROM {t}levels WHERE sku = ?1 AND location = ?2");
        _set = new SqliteStatement(connection, "UPDATE {t}levels SET on_hand = ?2, reserved = ?3, version = ?4 WHERE id = ?1");
    }

    /// <summary>Applies a change if its guard holds.</summary>
    /// <param name="change">The change.</param>
    /// <param name="id">The level's row; 0 where there is none and none is needed.</param>
    /// <param name="after">The level after the change.</param>
    /// <returns>Whether the guard holds.</returns>
    public bool TryApply(in LevelChange change, out long id, out Level after)
    {
        if (change.MovementCount == 0)
        {
            after = Find(change.Key, out id);
            return change.Permits(after);
        }

        if (TryUpdate(change, out id, out after))
        {
            return true;
        }

        // No such row, or its guard does not hold; a missing row counts as zeros.
        after = new Level(change.Key.Sku, change.Key.Location, change.OnHandDelta, change.ReservedDelta, change.MovementCount);
        return change.Permits(new Level(change.Key.Sku, change.Key.Location, 0, 0, 0)) && TryInsert(after, out id);
    }

    /// <summary>The level as it is; zeros where it has no row.</summary>
    public Level Find(in LevelKey key, out long id)
    {
        _select.Bind(1, key.Sku.Value).Bind(2, key.Location.Value);
        return Read(_select, key, out id, out var level) ? level : new Level(key.Sku, key.Location, 0, 0, 0);
    }

    public bool TryInsert(in Level level, out long id)
    {
        _insert.Bind(1, level.Sku.Value).Bind(2, level.Location.Value).Bind(3, level.OnHand).Bind(4, level.Reserved).Bind(5, level.Version);
        var isInserted = _insert.Read();
        id = isInserted ? _insert.Int64(0) : 0;
        if (isInserted)
        {
            _insert.Run();
        }

        return isInserted;
    }

    /// <summary>Makes the level's row say this.</summary>
    public void Set(long id, in Level level) =>
        _set.Bind(1, id).Bind(2, level.OnHand).Bind(3, level.Reserved).Bind(4, level.Version).Run();

    public void Dispose()
    {
        _update.Dispose();
        _insert.Dispose();
        _select.Dispose();
        _set.Dispose();
    }

    private bool TryUpdate(in LevelChange change, out long id, out Level after)
    {
        _update
            .Bind(1, change.Key.Sku.Value)
            .Bind(2, change.Key.Location.Value)
            .Bind(3, change.OnHandDelta)
            .Bind(4, change.ReservedDelta)
            .Bind(5, change.MovementCount)
            .Bind(6, change.AvailableMin)
            .Bind(7, change.OnHandMin)
            .Bind(8, change.VersionExact);
        return Read(_update, change.Key, out id, out after);
    }

    private static bool Read(SqliteStatement statement, in LevelKey key, out long id, out Level level)
    {
        if (!statement.Read())
        {
            id = 0;
            level = default;
            return false;
        }

        id = statement.Int64(0);
        level = new Level(key.Sku, key.Location, statement.Int64(1), statement.Int64(2), statement.Int64(3));
        statement.Run();
        return true;
    }
}
