using System.Runtime.CompilerServices;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>Narrows a buffer rule down. Every call narrows further: all that is named must match.</summary>
/// <remarks>Used at start, by one thread. Each thing can be named once; what is to hold for two channels takes two rules.</remarks>
public sealed class BufferRuleBuilder
{
    private readonly List<(SalesWindow Window, IBufferPolicy Policy)> _during = [];
    private BufferRule _rule;

    internal BufferRuleBuilder(IBufferPolicy policy) => _rule = new BufferRule { Name = policy.Name, Policy = policy };

    /// <summary>Names the rule in explanations, instead of by its policy.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public BufferRuleBuilder Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _rule = _rule with { Name = name };
        return this;
    }

    /// <summary>Only for one article or kit.</summary>
    /// <param name="sku">Its SKU.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="sku"/> is no valid SKU.</exception>
    /// <exception cref="InvalidOperationException">The rule is for an article already.</exception>
    public BufferRuleBuilder ForSku(string sku)
    {
        RefuseTwice(_rule.Sku, sku);
        _rule = _rule with { Sku = new Sku(sku) };
        return this;
    }

    /// <summary>Only for the articles of one category of the catalogue.</summary>
    /// <param name="category">The category.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="category"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The rule is for a category already.</exception>
    public BufferRuleBuilder ForCategory(string category)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(category);
        RefuseTwice(_rule.Category, category);
        _rule = _rule with { Category = category };
        return this;
    }

    /// <summary>Only for one channel.</summary>
    /// <param name="channel">Its name, as registered.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="channel"/> is no valid name of a channel.</exception>
    /// <exception cref="InvalidOperationException">The rule is for a channel already.</exception>
    public BufferRuleBuilder ForChannel(string channel)
    {
        RefuseTwice(_rule.Channel, channel);
        _rule = _rule with { Channel = new ChannelId(channel) };
        return this;
    }

    /// <summary>Reckons with what is available at one location alone, for the channels that it serves.</summary>
    /// <param name="location">Its id.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException"><paramref name="location"/> is no valid id of a location.</exception>
    /// <exception cref="InvalidOperationException">The rule is for a location already.</exception>
    public BufferRuleBuilder AtLocation(string location)
    {
        RefuseTwice(_rule.Location, location);
        _rule = _rule with { Location = new LocationId(location) };
        return this;
    }

    /// <summary>Only in one window; outside it the rule holds nothing back.</summary>
    /// <param name="window">The window.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="InvalidOperationException">The rule has a window already.</exception>
    public BufferRuleBuilder OnlyDuring(SalesWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        RefuseTwice(_rule.Window, window.Name);
        _rule = _rule with { Window = window };
        return this;
    }

    /// <summary>Holds back a larger share in a window, for the same articles, channel and location.</summary>
    /// <param name="window">The window.</param>
    /// <param name="percent">The share in it, 0 to 100, and not below the share that always counts.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is outside 0 to 100, or would change nothing.</exception>
    public BufferRuleBuilder During(SalesWindow window, decimal percent)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (_rule.Window is null && PercentBuffer.DuringFault(_rule.Policy, percent, $"Percent during '{window.Name}'") is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(percent), fault);
        }

        return During(window, new PercentBuffer(percent));
    }

    /// <summary>Holds back what another policy says in a window, where that is more; for the same articles, channel and location.</summary>
    /// <param name="window">The window.</param>
    /// <param name="policy">The policy in it.</param>
    /// <returns>The rule.</returns>
    public BufferRuleBuilder During(SalesWindow window, IBufferPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(policy);
        _during.Add((window, policy));
        return this;
    }

    internal IEnumerable<BufferRule> Build() =>
        _during.Select(during => _rule with
        {
            Name = _rule.Name == _rule.Policy.Name ? during.Policy.Name : _rule.Name,
            Policy = during.Policy,
            Window = during.Window,
        }).Prepend(_rule);

    private void RefuseTwice(object? before, string value, [CallerMemberName] string method = "")
    {
        if (before is not null)
        {
            throw new InvalidOperationException(
                $"{method}(\"{value}\") follows {method} of '{before}' on buffer rule '{_rule.Name}'; a rule takes one. Add a second rule for the other.");
        }
    }
}
