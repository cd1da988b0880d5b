using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Load.Results;

/// <summary>How results are written to a file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Result>))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    public static async Task<IReadOnlyList<Result>> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(file, Default.IReadOnlyListResult, cancellationToken) ?? [];
    }

    public static async Task SaveAsync(IReadOnlyList<Result> results, string path)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, results, Default.IReadOnlyListResult);
    }
}
