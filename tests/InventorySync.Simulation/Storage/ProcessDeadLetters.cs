using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>The dead letters as one incarnation reaches them.</summary>
internal sealed class ProcessDeadLetters : IDeadLetterStore
{
    private readonly IDeadLetterStore _durable;
    private readonly StoreDoor _door;

    public ProcessDeadLetters(IDeadLetterStore durable, StoreDoor door)
    {
        _durable = durable;
        _door = door;
    }

    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"add dead letter {letter.Kind} {letter.Channel}/{letter.Key}", () => _durable.AddAsync(letter, CancellationToken.None), cancellationToken);

    public Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        _door.CallAsync("find dead letter", () => _durable.FindAsync(id, CancellationToken.None), cancellationToken);

    public Task<DeadLetter?> FindOpenAsync(ChannelId channel, DeadLetterKind kind, string key, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"find open dead letter {kind} {channel}/{key}", () => _durable.FindOpenAsync(channel, kind, key, CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<DeadLetter> ReadAsync(bool openOnly = true, CancellationToken cancellationToken = default) =>
        _door.StreamAsync("read dead letters", () => _durable.ReadAsync(openOnly, CancellationToken.None), cancellationToken);

    public Task<bool> CloseAsync(Guid id, DeadLetterStatus status, string reason, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"close dead letter as {status}", () => _durable.CloseAsync(id, status, reason, at, CancellationToken.None), cancellationToken);
}
