namespace InventorySync.Broadcast.Planning;

/// <summary>One reading of the clock: what has passed since the dispatcher was made, and the time of day that goes into rows.</summary>
/// <remarks>Everything is scheduled by what has passed, since the time of day can jump.</remarks>
internal readonly record struct Moment(TimeSpan Elapsed, DateTimeOffset Utc);
