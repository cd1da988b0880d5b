using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Channel records and the sync log in tables.</summary>
internal sealed class EfChannelStore : IChannelStore
{
    private static readonly Upsert PausedUpsert = new("channels", ["channel"], ["paused"]);
    private static readonly Upsert CursorUpsert = new("channels", ["channel"], ["order_cursor"], ofNewRows: "paused");

    private readonly InventoryDatabase _database;

    public EfChannelStore(InventoryDatabase database) => _database = database;

    public Task<ChannelRecord> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(
            async context => await context.Channels
                .Where(row => row.Channel == channel.Value)
                .Select(row => new ChannelRecord { Paused = row.Paused, OrderCursor = row.OrderCursor })
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) ?? new ChannelRecord(),
            cancellationToken);

    public Task SavePausedAsync(ChannelId channel, bool paused, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            async context =>
            {
                await PausedUpsert.WriteAsync(context, [channel], saved => [saved.Value, paused], cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public Task SaveOrderCursorAsync(ChannelId channel, string? cursor, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            async context =>
            {
                await CursorUpsert.WriteAsync(context, [channel], saved => [saved.Value, cursor, false], cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public Task AppendAsync(IReadOnlyList<SyncRun> runs, int keepPerChannel, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfNegative(keepPerChannel);
        return _database.WriteAsync(
            async context =>
            {
                foreach (var run in runs)
                {
                    // One by one, since their places have to rise in the order given.
                    context.SyncRuns.Add(BroadcastMapping.ToRow(run));
                    await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                }

                foreach (var channel in runs.Select(run => run.Channel.Value).Distinct())
                {
                    await ForgetAsync(context, channel, keepPerChannel, cancellationToken).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<SyncRun>> ReadRunsAsync(ChannelId? channel, int countMax, CancellationToken cancellationToken = default)
    {
        var only = channel?.Value;
        return _database.ReadAsync<IReadOnlyList<SyncRun>>(
            async context => await context.SyncRuns
                .Where(row => only == null || row.Channel == only)
                .OrderByDescending(row => row.Place)
                .Take(countMax)
                .Select(row => BroadcastMapping.ToRun(row))
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    private static async Task ForgetAsync(InventoryDbContext context, string channel, int keep, CancellationToken cancellationToken)
    {
        var runs = context.SyncRuns.Where(row => row.Channel == channel);
        var newestForgotten = await runs
            .OrderByDescending(row => row.Place)
            .Skip(keep)
            .Select(row => (long?)row.Place)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (newestForgotten is { } place)
        {
            await runs.Where(row => row.Place <= place).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
