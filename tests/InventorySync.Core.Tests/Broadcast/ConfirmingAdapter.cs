using InventorySync.Channels;

namespace InventorySync.Broadcast;

/// <summary>A channel that takes every write and carries it out later, when the test says so.</summary>
internal sealed class ConfirmingAdapter : ScriptedAdapter, IPushConfirmer
{
    public ConfirmingAdapter(ChannelDescriptor descriptor)
        : base(descriptor) => Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(push => PushResult.ToConfirm(push.IdempotencyKey))]);

    /// <summary>What became of writes, by token.</summary>
    public Dictionary<string, PushResult> Outcomes { get; } = [];

    public List<IReadOnlyList<string>> Asked { get; } = [];

    public Task<IReadOnlyDictionary<string, PushResult>> ConfirmAsync(IReadOnlyList<string> confirmationTokens, CancellationToken cancellationToken = default)
    {
        Asked.Add(confirmationTokens);
        return Task.FromResult<IReadOnlyDictionary<string, PushResult>>(
            confirmationTokens.Where(Outcomes.ContainsKey).ToDictionary(token => token, token => Outcomes[token]));
    }
}
