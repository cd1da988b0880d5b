using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Storage.EfCore.Mapping;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Dead letters in a table.</summary>
internal sealed class EfDeadLetterStore : IDeadLetterStore
{
    private readonly InventoryDatabase _database;

    public EfDeadLetterStore(InventoryDatabase database) => _database = database;

    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return _database.WriteAsync(
            async context =>
            {
                await context.DeadLetters
                    .Where(row => row.Id == letter.Id
                        || (letter.Status == DeadLetterStatus.Open && row.Status == DeadLetterStatus.Open
                            && row.Channel == letter.Channel.Value && row.Kind == letter.Kind && row.Key == letter.Key))
                    .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                context.DeadLetters.Add(BroadcastMapping.ToRow(letter));
                return await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(
            context => context.DeadLetters
                .Where(row => row.Id == id)
                .Select(row => BroadcastMapping.ToLetter(row))
                .FirstOrDefaultAsync(cancellationToken)!,
            cancellationToken);

    public Task<DeadLetter?> FindOpenAsync(ChannelId channel, DeadLetterKind kind, string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _database.ReadAsync(
            context => context.DeadLetters
                .Where(row => row.Status == DeadLetterStatus.Open && row.Channel == channel.Value && row.Kind == kind && row.Key == key)
                .Select(row => BroadcastMapping.ToLetter(row))
                .FirstOrDefaultAsync(cancellationToken)!,
            cancellationToken);
    }

    public IAsyncEnumerable<DeadLetter> ReadAsync(bool openOnly = true, CancellationToken cancellationToken = default) =>
        _database.StreamAsync(
            context => context.DeadLetters
                .Where(row => !openOnly || row.Status == DeadLetterStatus.Open)
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .Select(row => BroadcastMapping.ToLetter(row))
                .AsAsyncEnumerable(),
            cancellationToken);

    public Task<bool> CloseAsync(
        Guid id, DeadLetterStatus status, string reason, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        if (status is not (DeadLetterStatus.Retried or DeadLetterStatus.Dismissed))
        {
            throw new ArgumentException($"A letter cannot be closed as {status}; use Retried or Dismissed.", nameof(status));
        }

        return _database.WriteAsync(
            async context => await context.DeadLetters
                .Where(row => row.Id == id && row.Status == DeadLetterStatus.Open)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(letter => letter.Status, status)
                        .SetProperty(letter => letter.ClosedReason, reason)
                        .SetProperty(letter => letter.ClosedAt, at),
                    cancellationToken).ConfigureAwait(false) > 0,
            cancellationToken);
    }
}
