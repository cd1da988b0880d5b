namespace InventorySync.Publishing;

/// <summary>One step on the way from stock to a published quantity.</summary>
/// <param name="Name">Which term, such as <c>available at store-1</c>, <c>quota</c>, <c>buffer</c> or <c>cap</c>.</param>
/// <param name="Units">What it adds, or takes away if negative: the sum over all terms is the published quantity.</param>
/// <param name="Rule">The rule or source that produced it, in words for a merchant.</param>
public readonly record struct ExplanationTerm(string Name, long Units, string Rule);
