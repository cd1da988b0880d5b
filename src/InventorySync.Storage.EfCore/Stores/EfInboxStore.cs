using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>The inbox in a table. Applied entries stay as long as their key is remembered.</summary>
internal sealed class EfInboxStore : IInboxStore
{
    private readonly InventoryDatabase _database;

    public EfInboxStore(InventoryDatabase database) => _database = database;

    public Task<bool> AddAsync(InboxEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _database.WriteAsync(context => AddAsync(context, entry, cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyList<InboxEntry>> ReadDueAsync(
        ChannelId channel, DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        _database.ReadAsync<IReadOnlyList<InboxEntry>>(
            async context => await Waiting(context, channel)
                .Where(row => row.DueAt <= now)
                .OrderBy(row => row.Place)
                .Take(countMax)
                .Select(row => BroadcastMapping.ToEntry(row))
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public Task<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(
            context => Waiting(context, channel)
                .OrderBy(row => row.DueAt)
                .Select(row => (DateTimeOffset?)row.DueAt)
                .FirstOrDefaultAsync(cancellationToken),
            cancellationToken);

    public Task<int> CountAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(context => Waiting(context, channel).CountAsync(cancellationToken), cancellationToken);

    public Task PostponeAsync(ChannelId channel, string key, DateTimeOffset dueAt, string cause, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _database.WriteAsync(
            context => Waiting(context, channel)
                .Where(row => row.Key == key)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(entry => entry.DueAt, dueAt)
                        .SetProperty(entry => entry.LastCause, cause)
                        .SetProperty(entry => entry.FailedAttempts, entry => entry.FailedAttempts + 1),
                    cancellationToken),
            cancellationToken);
    }

    public Task<bool> CompleteAsync(InboxEntry entry, DateTimeOffset? rememberUntil, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _database.WriteAsync(context => CompleteAsync(context, entry, rememberUntil, cancellationToken), cancellationToken);
    }

    public Task<int> TrimAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            context => context.Inbox.Where(row => row.RememberedUntil <= now).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);

    private static IQueryable<InboxRow> Waiting(InventoryDbContext context, ChannelId channel) =>
        context.Inbox.Where(row => row.Channel == channel.Value && row.RememberedUntil == null);

    private static async Task<bool> AddAsync(InventoryDbContext context, InboxEntry entry, CancellationToken cancellationToken)
    {
        var known = context.Inbox.Where(row => row.Channel == entry.Channel.Value && row.Key == entry.Key);
        var repeats = await known
            .Where(row => row.RememberedUntil == null)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(waiting => waiting.Arrivals, waiting => waiting.Arrivals + 1)
                    .SetProperty(waiting => waiting.Payload, entry.Payload),
                cancellationToken).ConfigureAwait(false);
        if (repeats > 0 || await known.AnyAsync(row => row.RememberedUntil > entry.ReceivedAt, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await known.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.Inbox.Add(BroadcastMapping.ToRow(entry));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> CompleteAsync(
        InventoryDbContext context, InboxEntry entry, DateTimeOffset? rememberUntil, CancellationToken cancellationToken)
    {
        var waiting = Waiting(context, entry.Channel).Where(row => row.Key == entry.Key);
        var read = waiting.Where(row => row.Arrivals == entry.Arrivals);

        // The payload has done its duty: only the key is remembered.
        var taken = rememberUntil is null
            ? await read.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false)
            : await read.ExecuteUpdateAsync(
                row => row.SetProperty(done => done.RememberedUntil, rememberUntil).SetProperty(done => done.Payload, string.Empty),
                cancellationToken).ConfigureAwait(false);
        return taken > 0 || !await waiting.AnyAsync(cancellationToken).ConfigureAwait(false);
    }
}
