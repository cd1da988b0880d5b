using InventorySync.Stock;

namespace InventorySync.Crash.Telling;

/// <summary>What was said about one operation.</summary>
internal sealed class Conversation
{
    public Conversation(Ask ask) => Ask = ask;

    public Ask Ask { get; }

    public List<Entry> Entries { get; } = [];

    /// <summary>The first time that somebody was told it is applied; null where nobody was.</summary>
    public Entry? FirstApplied => Entries.Find(IsApplied);

    /// <summary>Whether its caller does not know what became of it.</summary>
    public bool IsOpen => Entries[^1].Kind != EntryKind.Told;

    public static bool IsApplied(Entry entry) => entry is { Kind: EntryKind.Told, Status: OutcomeStatus.Applied };
}
