namespace PosIntegration.CommandLine;

/// <summary>Finds what somebody who mistyped a word most likely meant.</summary>
internal static class NearestWord
{
    /// <returns>The word with the fewest slips, if they are at most a third of its letters; otherwise null.</returns>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var nearest = known.Select(candidate => (Word: candidate, Slips: Slips(word, candidate))).OrderBy(candidate => candidate.Slips).FirstOrDefault();
        return nearest.Word is { } found && nearest.Slips <= Math.Max(1, found.Length / 3) ? found : null;
    }

    /// <summary>Letters to change, leave out or add until the words are alike.</summary>
    private static int Slips(string written, string meant)
    {
        int[] row = [.. Enumerable.Range(0, meant.Length + 1)];
        for (var i = 1; i <= written.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                var change = diagonal + (written[i - 1] == meant[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
