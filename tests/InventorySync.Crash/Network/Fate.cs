namespace InventorySync.Crash.Network;

/// <summary>What becomes of a piece of a request, and of its connection.</summary>
internal enum Fate
{
    None = 0,

    /// <summary>It arrives.</summary>
    Pass = 1,

    /// <summary>It arrives later.</summary>
    Delay = 2,

    /// <summary>The connection is reset before it.</summary>
    Reset = 3,

    /// <summary>It arrives and is obeyed; the connection is reset instead of the reply.</summary>
    LoseReply = 4,

    /// <summary>The same, with half of the reply.</summary>
    CutReply = 5,

    /// <summary>The connection is reset towards who asked, and what was asked arrives all the same, later.</summary>
    Late = 6,

    /// <summary>Nothing passes either way any more, for a while, until the connection is reset.</summary>
    Silence = 7,
}
