namespace InventorySync.Testing.Http.Wire;

/// <summary>The paths of the simulated marketplace's HTTP interface.</summary>
internal static class Routes
{
    /// <summary>POST one row: for marketplaces that take one listing at a time.</summary>
    public const string Write = "/write";

    /// <summary>POST rows, answered with 207.</summary>
    public const string Writes = "/writes";

    /// <summary>POST tokens.</summary>
    public const string Confirmations = "/confirmations";

    /// <summary>GET, with one <c>id</c> per listing.</summary>
    public const string Stock = "/stock";

    /// <summary>GET, from <c>cursor</c> on.</summary>
    public const string Orders = "/orders";

    /// <summary>GET one, by <c>id</c>.</summary>
    public const string Order = "/order";

    /// <summary>GET, from the place <c>from</c> on.</summary>
    public const string Listings = "/listings";
}
