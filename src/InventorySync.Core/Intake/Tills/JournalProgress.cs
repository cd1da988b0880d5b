using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Intake.Tills;

/// <summary>How far a journal was drained.</summary>
/// <param name="Drained">Bytes of the journal whose sales are recorded or stand in the dead letters.</param>
/// <param name="Split">
/// The operation id under which the next sale is recorded line by line, because as a whole it was refused; null: as a whole. Kept
/// before the first line is recorded, or a crash could let the sale be recorded both ways.
/// </param>
internal sealed record JournalProgress(long Drained, string? Split)
{
    public static JournalProgress Start { get; } = new(0, null);

    /// <summary>Reads what was kept; the start where nothing was, or nothing that can be read: draining again is harmless.</summary>
    public static JournalProgress Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), JournalProgressJson.Default.JournalProgress) ?? Start : Start;
        }
        catch (JsonException)
        {
            return Start;
        }
    }

    /// <summary>Keeps it durably: whoever reads it finds the old one or the new one, whole.</summary>
    public void Save(string path)
    {
        var written = path + ".new";
        using (var file = File.OpenHandle(written, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, JsonSerializer.SerializeToUtf8Bytes(this, JournalProgressJson.Default.JournalProgress), 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(written, path, overwrite: true);
    }
}

/// <summary>Source-generated: no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JournalProgress))]
internal sealed partial class JournalProgressJson : JsonSerializerContext;
