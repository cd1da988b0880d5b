using InventorySync.Rules;

namespace InventorySync.Storage.EfCore;

/// <summary>What is written to a database after its upgrade, to see that it can be.</summary>
internal static class UpgradedRules
{
    public static StoredRules First { get; } = new()
    {
        Version = 1,
        ChangedAt = DateTimeOffset.UnixEpoch,
        ChangedBy = "ana",
        Reason = "first rules",
        Rules = [new StoredRule { Section = "Buffers", Name = "everywhere", Body = """{"Percent":5}""", Version = 1 }],
    };
}
