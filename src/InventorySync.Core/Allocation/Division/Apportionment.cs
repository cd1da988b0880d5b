using System.Diagnostics;

namespace InventorySync.Allocation.Division;

/// <summary>Splits whole units by weights, with a divisor method: nothing is lost, and one unit more is one unit more for one channel.</summary>
/// <remarks>
/// <para>
/// Every channel's k-th unit has a key, <c>(2k − 1) / weight</c> (Webster's method, also Sainte-Laguë's) or <c>(2k − 2) / weight</c> (Adams's);
/// the units go to the smallest keys, and of equal ones to the channel that stands first. Keys do not depend on how many units
/// there are, so the division of n + 1 units is that of n and one unit more. Largest remainders lack that: see
/// docs/decisions/allocation-by-divisors.md. Balinski and Young, Fair Representation (1982), chapters 8 and 9, have the theory.
/// </para>
/// <para>Pure; compares fractions by whole numbers of 128 bits, so that no rounding decides.</para>
/// </remarks>
internal static class Apportionment
{
    /// <summary>Splits units in proportion to the weights (Webster): each part is as near to its exact share as whole units allow.</summary>
    /// <param name="units">Units to split, at least 0.</param>
    /// <param name="weights">A weight for each part, at least 0; at least one of them above 0, or nothing is given out.</param>
    /// <param name="parts">Takes the parts. A part is at most its weight as long as the units are at most the weights' sum.</param>
    public static void Divide(long units, ReadOnlySpan<long> weights, Span<long> parts) => Divide(units, weights, [], firstOffset: -1, parts);

    /// <summary>
    /// Gives each unit to the part that has least in proportion to its weight (Adams): what each has then, with what it had before,
    /// lasts as equally long as whole units allow.
    /// </summary>
    /// <param name="units">Units to split, at least 0.</param>
    /// <param name="weights">A weight for each part, at least 0; at least one of them above 0, or nothing is given out.</param>
    /// <param name="before">What each part has already.</param>
    /// <param name="parts">Takes what each gets beyond that.</param>
    public static void Level(long units, ReadOnlySpan<long> weights, ReadOnlySpan<long> before, Span<long> parts) =>
        Divide(units, weights, before, firstOffset: -2, parts);

    private static void Divide(long units, ReadOnlySpan<long> weights, ReadOnlySpan<long> before, int firstOffset, Span<long> parts)
    {
        parts.Clear();
        if (units == 0 || weights.IndexOfAnyExcept(0) < 0)
        {
            return;
        }

        var keys = new Keys(weights, before, firstOffset);
        var missing = units - Estimate(units, weights, before, parts);
        for (; missing > 0; missing--)
        {
            parts[keys.First(parts)]++;
        }

        for (; missing < 0; missing++)
        {
            parts[keys.Last(parts)]--;
        }

        // The estimate is a unit off here and there; what was given must be what has the smallest keys.
        while (keys.Last(parts) is var last && keys.First(parts) is var first && keys.IsBefore(first, parts[first] + 1, last, parts[last]))
        {
            parts[last]--;
            parts[first]++;
        }
    }

    /// <summary>Parts that are at most a few units off, by a level up to which each is filled in proportion to its weight.</summary>
    private static long Estimate(long units, ReadOnlySpan<long> weights, ReadOnlySpan<long> before, Span<long> parts)
    {
        // Who has more than the level gets nothing, which lowers the level for the others: at most one round per part.
        var level = double.MaxValue;
        for (var round = 0; round <= weights.Length; round++)
        {
            double sum = units;
            double weight = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                if (weights[i] > 0 && Had(before, i) <= level * weights[i])
                {
                    sum += Had(before, i);
                    weight += weights[i];
                }
            }

            var lower = sum / weight;
            if (lower >= level)
            {
                break;
            }

            level = lower;
        }

        long given = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            parts[i] = weights[i] == 0 ? 0 : Math.Clamp((long)(level * weights[i]) - Had(before, i), 0, units);
            given += parts[i];
        }

        return given;
    }

    private static long Had(ReadOnlySpan<long> before, int part) => before.IsEmpty ? 0 : before[part];

    /// <summary>The order in which units are given out.</summary>
    private readonly ref struct Keys
    {
        private readonly ReadOnlySpan<long> _weights;
        private readonly ReadOnlySpan<long> _before;
        private readonly int _firstOffset;

        public Keys(ReadOnlySpan<long> weights, ReadOnlySpan<long> before, int firstOffset)
        {
            _weights = weights;
            _before = before;
            _firstOffset = firstOffset;
        }

        /// <summary>Whose next unit comes first.</summary>
        public int First(ReadOnlySpan<long> parts)
        {
            var first = -1;
            for (var i = 0; i < parts.Length; i++)
            {
                if (_weights[i] > 0 && (first < 0 || IsBefore(i, parts[i] + 1, first, parts[first] + 1)))
                {
                    first = i;
                }
            }

            Debug.Assert(first >= 0, "Somebody has a weight, or nothing is divided.");
            return first;
        }

        /// <summary>Whose last unit came last.</summary>
        public int Last(ReadOnlySpan<long> parts)
        {
            var last = -1;
            for (var i = 0; i < parts.Length; i++)
            {
                if (parts[i] > 0 && (last < 0 || IsBefore(last, parts[last], i, parts[i])))
                {
                    last = i;
                }
            }

            Debug.Assert(last >= 0, "Somebody has a unit, or none would be taken back.");
            return last;
        }

        /// <summary>Whether the k-th unit of a part comes before the m-th of another.</summary>
        public bool IsBefore(int part, long k, int other, long m)
        {
            var one = (Int128)((2 * (k + Had(_before, part))) + _firstOffset) * _weights[other];
            var two = (Int128)((2 * (m + Had(_before, other))) + _firstOffset) * _weights[part];
            return one != two ? one < two : part < other;
        }
    }
}
