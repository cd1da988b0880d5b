namespace InventorySync.Testing.Marketplaces;

/// <summary>What goes wrong with one call of a simulated marketplace.</summary>
public enum SimulatedFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Too many calls: nothing is carried out, and the answer says how long to wait.</summary>
    Throttled = 1,

    /// <summary>The marketplace is down: nothing is carried out, and the answer says so.</summary>
    Unavailable = 2,

    /// <summary>The connection breaks before the request arrives: nothing is carried out.</summary>
    RequestLost = 3,

    /// <summary>The request is carried out, then the connection breaks: the caller can't know.</summary>
    AnswerLost = 4,

    /// <summary>The request is swallowed: nothing is carried out, and no answer comes until the caller gives up.</summary>
    Silence = 5,

    /// <summary>
    /// No answer comes until the caller gives up, and the request is carried out within
    /// <see cref="SimulatedMarketplaceOptions.LateWriteTimeMax"/> of its arrival (at once where that is zero).
    /// </summary>
    LateWrite = 6,

    /// <summary>One listing of the call fails in passing, its neighbours do not.</summary>
    RowFailure = 7,
}
