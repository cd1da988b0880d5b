namespace InventorySync.Allocation.Division;

/// <summary>Gives units out in rounds, one to each who has room, in their order, until no unit or no room is left.</summary>
/// <remarks>Pure. One unit more is one unit more for one part.</remarks>
internal static class EvenFill
{
    /// <summary>Gives out what there is.</summary>
    /// <param name="units">Units to give, at least 0.</param>
    /// <param name="room">How many each takes at most; lowered by what it gets.</param>
    /// <param name="parts">What each has; raised by what it gets.</param>
    /// <returns>The units that nobody had room for.</returns>
    public static long Give(long units, Span<long> room, Span<long> parts)
    {
        while (units > 0)
        {
            var takers = room.Length - room.Count(0);
            if (takers == 0)
            {
                break;
            }

            // Whole rounds at once, down to the smallest room; the last, broken round goes to those who stand first.
            var rounds = Math.Max(1, units / takers);
            for (var i = 0; i < room.Length && units > 0; i++)
            {
                var given = Math.Min(Math.Min(rounds, room[i]), units);
                room[i] -= given;
                parts[i] += given;
                units -= given;
            }
        }

        return units;
    }
}
