using InventorySync.Crash.Telling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Crash.Auditing;

/// <summary>What the ledger has to be by what callers asked and heard: I3, I4, I5, and that nobody was told anything wrong.</summary>
internal sealed class OutcomeRules
{
    private readonly Findings _findings;

    public OutcomeRules(Findings findings) => _findings = findings;

    /// <param name="conversation">What was said.</param>
    /// <param name="rows">The operation's movements.</param>
    public void Check(Conversation conversation, IReadOnlyList<Movement> rows)
    {
        var ask = conversation.Ask;
        CheckEffect(ask, rows);
        CheckAnswers(conversation);
        if (conversation.FirstApplied is { } told)
        {
            _findings.Check(
                SameChanges(told.Changes, rows),
                $"I4: {ask.Id} ({ask.Kind}) was told as [{Text(told.Changes)}], the ledger has [{Text([.. rows.Select(Change.Of)])}].");
        }
        else if (!conversation.IsOpen && conversation.Entries[^1].Status != OutcomeStatus.Shortfall)
        {
            _findings.Check(rows.Count == 0, $"I3: {ask.Id} ({ask.Kind}) was told as {conversation.Entries[^1].Status} and is in the ledger.");
        }
        else if (conversation.Entries[^1] is { Kind: EntryKind.Failed, IsTransient: false })
        {
            _findings.Check(rows.Count == 0, $"{ask.Id} was told as failed for good and is in the ledger.");
        }
    }

    private static bool SameChanges(Change[]? told, IReadOnlyList<Movement> rows) =>
        (told ?? []).OrderBy(change => change.Sku, StringComparer.Ordinal).ThenBy(change => change.Version)
            .SequenceEqual(rows.Select(Change.Of).OrderBy(change => change.Sku, StringComparer.Ordinal).ThenBy(change => change.Version));

    private static string Text(Change[]? changes) => string.Join("; ", changes ?? []);

    /// <summary>All lines once, with the effect that was asked for; or none.</summary>
    private void CheckEffect(Ask ask, IReadOnlyList<Movement> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _findings.Check(rows.Count == ask.Lines.Length, $"I5: {ask.Id} ({ask.Kind}) has {ask.Lines.Length} lines and {rows.Count} movements.");
        foreach (var line in ask.Lines)
        {
            var row = rows.FirstOrDefault(row => row.Sku.Value == line.Sku);
            _findings.Check(
                row is not null && row.Kind == ask.Kind && HasEffect(ask, line.Quantity, row),
                $"I3: {ask.Id} ({ask.Kind} of {line.Quantity} {line.Sku}) is in the ledger as {(row is null ? "nothing" : $"{row.Kind} {Change.Of(row)}")}.");
        }
    }

    private static bool HasEffect(Ask ask, long quantity, Movement row) => ask.Kind switch
    {
        OperationKind.Sell => (row.OnHandDelta, row.ReservedDelta) == (-quantity, 0),
        OperationKind.Receive => (row.OnHandDelta, row.ReservedDelta) == (quantity, 0),
        OperationKind.Reserve => (row.OnHandDelta, row.ReservedDelta) == (0, quantity),
        OperationKind.Release => (row.OnHandDelta, row.ReservedDelta) == (0, -quantity),
        OperationKind.Fulfil => (row.OnHandDelta, row.ReservedDelta) == (-quantity, -quantity),
        OperationKind.Count => row.OnHand == quantity && row.ReservedDelta == 0,
        _ => false,
    };

    private void CheckAnswers(Conversation conversation)
    {
        var asks = 0;
        Entry? applied = null;
        foreach (var entry in conversation.Entries)
        {
            if (entry.Kind == EntryKind.Asked)
            {
                asks++;
            }
            else if (entry.Kind == EntryKind.Failed)
            {
                _findings.Check(
                    entry.Fault!.StartsWith(nameof(StorageException), StringComparison.Ordinal) && entry.IsTransient,
                    $"{entry.Id} failed with what may not be asked again: {entry.Fault}");
            }
            else if (applied is not null)
            {
                _findings.Check(
                    Conversation.IsApplied(entry) && entry.IsRepeat && (entry.Changes ?? []).SequenceEqual(applied.Changes ?? []),
                    $"I3: {entry.Id} was told as applied, [{Text(applied.Changes)}], and then as {entry.Status}{(entry.IsRepeat ? " (repeat)" : string.Empty)}, [{Text(entry.Changes)}].");
            }
            else if (Conversation.IsApplied(entry))
            {
                // Who asked once, and was answered, is no repeat, however often the library itself had to try.
                _findings.Check(asks > 1 || !entry.IsRepeat, $"{entry.Id} was asked once and told as a repeat.");
                applied = entry;
            }
        }
    }
}
