namespace InventorySync.Buffers;

/// <summary>Says how many units are held back from a channel.</summary>
/// <remarks>
/// Pure: the same context always gives the same answer, without waiting, locks or clocks of its own. One instance serves all
/// listings, from any thread. Adding a policy is adding one class.
/// </remarks>
public interface IBufferPolicy
{
    /// <summary>The name that settings and explanations use, such as <c>percent</c>.</summary>
    string Name { get; }

    /// <summary>Units to hold back.</summary>
    /// <param name="context">The article, the channel and what there is to sell.</param>
    /// <returns>From 0 up; more than there is counts as all there is.</returns>
    long UnitsHeldBack(in BufferContext context);

    /// <summary>Says to a merchant how the units come about, such as <c>5 % of 40</c>. The name alone unless the policy knows more.</summary>
    /// <param name="context">The same context as the units were reckoned from.</param>
    string Describe(in BufferContext context) => Name;

    /// <summary>
    /// When to reckon anew although no stock moved: for policies that go by what was sold or how late news is, which change by
    /// themselves. Null, the default, for all others: stock and windows tell by themselves when they change.
    /// </summary>
    /// <param name="context">The same context as the units were reckoned from.</param>
    /// <returns>A moment after <see cref="BufferContext.Now"/>. It may come later, and several together; never more often than every five seconds.</returns>
    DateTimeOffset? ReviewAt(in BufferContext context) => null;
}
