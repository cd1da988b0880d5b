using System.Text.Json;
using InventorySync.Stock;

namespace InventorySync.Crash.Telling;

/// <summary>All that callers asked and heard, by operation, in order.</summary>
internal sealed class History
{
    private readonly Dictionary<string, Conversation> _conversations = [];

    public IReadOnlyDictionary<string, Conversation> Conversations => _conversations;

    /// <summary>Operations whose callers were told that they are applied.</summary>
    public int Applied => _conversations.Values.Count(conversation => conversation.FirstApplied is not null);

    /// <summary>Operations whose callers were told that stock is too short.</summary>
    public int Refusals => _conversations.Values.Count(conversation => conversation.Entries[^1].Status == OutcomeStatus.InsufficientStock);

    /// <summary>How often a caller got an exception.</summary>
    public int Failures => _conversations.Values.Sum(conversation => conversation.Entries.Count(entry => entry.Kind == EntryKind.Failed));

    public static History Read(params IEnumerable<string> files)
    {
        var history = new History();
        foreach (var file in files.Where(File.Exists))
        {
            foreach (var entry in ReadEntries(file))
            {
                history.Add(entry);
            }
        }

        return history;
    }

    public void Add(Entry entry)
    {
        if (!_conversations.TryGetValue(entry.Id, out var conversation))
        {
            var ask = entry.Ask ?? throw new InvalidOperationException($"The log answers operation {entry.Id} before anybody asked for it.");
            _conversations.Add(entry.Id, conversation = new Conversation(ask));
        }

        conversation.Entries.Add(entry);
    }

    private static IEnumerable<Entry> ReadEntries(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();

        // The kill may have cut the last line, which is then as good as not written: nobody acted on it.
        var end = text.LastIndexOf('\n') + 1;
        foreach (var line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return JsonSerializer.Deserialize(line, LogJson.Default.Entry)!;
        }
    }
}
