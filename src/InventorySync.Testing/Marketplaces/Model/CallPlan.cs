namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>What becomes of a call that has arrived.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Back">How long the answer travels.</param>
/// <param name="RetryAfter">How long a throttled caller is asked to wait.</param>
/// <param name="LateBy">After how long a late write is carried out.</param>
internal readonly record struct CallPlan(SimulatedFault Fault, TimeSpan Back, TimeSpan? RetryAfter = null, TimeSpan LateBy = default);
