namespace InventorySync.Simulation.Workload;

/// <summary>Somebody in the world who does something now and then.</summary>
internal interface IActor
{
    /// <summary>How often, compared with the others.</summary>
    double Weight { get; }

    /// <summary>Does one thing. What takes time goes on by itself.</summary>
    void Act();
}
