using System.Text;

namespace PosIntegration.Plan;

/// <summary>A hash that is the same on every machine, in every process and for ever; <see cref="string.GetHashCode()"/> is none of these.</summary>
internal static class StableHash
{
    /// <summary>Maps a text evenly to 0 (inclusive) to 1 (exclusive).</summary>
    public static double Fraction(string text) => (Of(text) >> 11) * (1.0 / (1UL << 53));

    /// <summary>FNV-1a over the UTF-8 bytes, then MurmurHash3's finaliser: FNV alone leaves the high bits of similar texts alike.</summary>
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 1099511628211UL);
        }

        hash = unchecked((hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL);
        hash = unchecked((hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL);
        return hash ^ (hash >> 33);
    }
}
