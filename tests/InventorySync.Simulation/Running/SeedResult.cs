namespace InventorySync.Simulation.Running;

/// <summary>How one seed's world ended.</summary>
internal sealed record SeedResult
{
    public required int Seed { get; init; }

    /// <summary>Names the run: two runs with one hash went the same way, event by event.</summary>
    public required ulong Hash { get; init; }

    /// <summary>Events noted.</summary>
    public required int Events { get; init; }

    /// <summary>What went wrong; null: nothing.</summary>
    public Exception? Fault { get; init; }

    /// <summary>The last events before the fault.</summary>
    public IReadOnlyCollection<string> LastEvents { get; init; } = [];

    public bool Passed => Fault is null;

    /// <summary>What a person needs: what broke, how it came to it, and how to see it again.</summary>
    public override string ToString() => Passed
        ? $"seed {Seed}: passed, {Events} events, hash {Hash:x16}"
        : $"""
          seed {Seed}: {Fault!.Message}
          {string.Join(Environment.NewLine, LastEvents)}
          {(Fault is Auditing.InvariantViolatedException ? string.Empty : Fault.ToString())}
          replay: dotnet run -c Release --project tests/InventorySync.Simulation -- --replay {Seed} --trace
          """;
}
