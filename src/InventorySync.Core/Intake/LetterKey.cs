using System.Security.Cryptography;
using InventorySync.Stock;

namespace InventorySync.Intake;

/// <summary>Makes a key for the inbox and the dead letters from what a channel calls a thing.</summary>
internal static class LetterKey
{
    /// <summary>The longest key that is kept as it is, in UTF-16 code units: what every database can index.</summary>
    public const int LengthMax = 200;

    /// <summary>Whether the channel's own name of a thing can be the key.</summary>
    public static bool Fits(string? text) => IdentifierRules.Fault(text, "Key", LengthMax) is null;

    /// <summary>The key of what has no usable name: different things must not share a key only because they are badly named.</summary>
    public static string OfContent(ReadOnlySpan<byte> content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
