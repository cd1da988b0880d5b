namespace InventorySync.DependencyInjection;

/// <summary>Finds what somebody who mistyped a name most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest known name: the one with the fewest slips, if they are no more than a third of its letters.</summary>
    /// <returns>The name, or null where none is near.</returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var nearest = known.Select(candidate => (Name: candidate, Slips: Slips(name, candidate))).OrderBy(candidate => candidate.Slips).FirstOrDefault();
        return nearest.Name is { } found && nearest.Slips <= Math.Max(1, found.Length / 3) ? found : null;
    }

    /// <summary>Letters to change, leave out, add, or swap with their neighbour until the names are alike; case does not count.</summary>
    private static int Slips(string written, string meant)
    {
        // Optimal string alignment: the cost of each pair of beginnings, a row for each letter written.
        var (before, last, row) = (new int[meant.Length + 1], new int[meant.Length + 1], new int[meant.Length + 1]);
        for (var j = 0; j <= meant.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= written.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                var change = last[j - 1] + (IsSame(written[i - 1], meant[j - 1]) ? 0 : 1);
                row[j] = Math.Min(change, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && IsSame(written[i - 1], meant[j - 2]) && IsSame(written[i - 2], meant[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[meant.Length];
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
