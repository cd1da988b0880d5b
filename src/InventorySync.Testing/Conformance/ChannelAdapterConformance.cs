using System.Globalization;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Testing.Conformance.Skipping;
using InventorySync.Testing.Marketplaces;
using Xunit;
using Xunit.Abstractions;

namespace InventorySync.Testing.Conformance;

/// <summary>
/// What the contract of <see cref="IChannelAdapter"/> and its further abilities ask of every adapter, and what its descriptor
/// promises: an adapter's tests inherit these facts and give them the adapter with its channel.
/// </summary>
/// <remarks>
/// A fact about an ability that the adapter does not have, or that its channel can't be made to show, is reported as skipped with
/// the reason. <see cref="Descriptor_ItsLimits_AreUsable"/> prints the capability sheet.
/// </remarks>
public abstract partial class ChannelAdapterConformance
{
    private const int ThrottlesMax = 10;

    private readonly ITestOutputHelper _output;
    private IChannelUnderTest? _channel;
    private int _pushes;

    /// <summary>Makes the suite.</summary>
    /// <param name="output">Where the capability sheet goes; xunit gives it to the inheriting class.</param>
    protected ChannelAdapterConformance(ITestOutputHelper output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>The largest batch that is tried, for channels that take more than is sensible in a test.</summary>
    /// <value>250</value>
    protected virtual int BatchSizeTried => 250;

    private IChannelUnderTest Channel => _channel!;

    private IChannelAdapter Adapter => Channel.Adapter;

    private ChannelDescriptor Descriptor => Adapter.Descriptor;

    /// <summary>Makes a new adapter with a channel of its own. Called once for each fact.</summary>
    protected abstract Task<IChannelUnderTest> CreateAsync();

    /// <summary>The descriptor is constant and its limits can be worked with; the abilities go together.</summary>
    [ConformanceFact]
    public Task Descriptor_ItsLimits_AreUsable() => CheckAsync(() =>
    {
        CapabilitySheet.Write(Adapter, _output);
        Assert.Equal(Descriptor, Adapter.Descriptor);
        Assert.False(string.IsNullOrWhiteSpace(Descriptor.Kind), "Descriptor.Kind is blank.");
        Assert.True(Descriptor.BatchSizeMax >= 1, "Descriptor.BatchSizeMax is below 1.");
        Assert.True(Descriptor.ConcurrencyMax >= 1, "Descriptor.ConcurrencyMax is below 1.");
        Assert.True(Descriptor.CallsPerSecond > 0, "Descriptor.CallsPerSecond is not above 0.");
        Assert.True(Descriptor.CallBurst >= 1, "Descriptor.CallBurst is below 1.");
        Assert.True(Descriptor.QuantityMax >= 1, "Descriptor.QuantityMax is below 1.");
        Assert.True(Descriptor.PushTimeMax > TimeSpan.Zero, "Descriptor.PushTimeMax is not above zero.");
        Assert.True(Descriptor.ConfirmationTimeMax >= TimeSpan.Zero, "Descriptor.ConfirmationTimeMax is negative.");
        Assert.True(Descriptor.LateWriteTimeMax >= TimeSpan.Zero, "Descriptor.LateWriteTimeMax is negative.");
        Assert.True(
            Descriptor.ConfirmationTimeMax == TimeSpan.Zero || Adapter is IPushConfirmer,
            "Descriptor.ConfirmationTimeMax says that writes are confirmed later, but the adapter is no IPushConfirmer.");
        return Task.CompletedTask;
    });

    /// <summary>No secret stands in what ends up in logs.</summary>
    [ConformanceFact]
    public Task Texts_OfTheAdapterAndItsResults_TellNoSecret() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);
        var texts = new List<string?> { Adapter.ToString(), Descriptor.ToString() };
        foreach (var push in new[] { NewPush(listing, 5, 10), NewPush(Unknown(), 5) })
        {
            texts.AddRange((await PushAsync([push])).Select(result => result.ToString()));
        }

        foreach (var fault in Enum.GetValues<SimulatedFault>().Except([SimulatedFault.Silence, SimulatedFault.LateWrite]))
        {
            if (fault != SimulatedFault.None && await Channel.TryFailNextWriteAsync(fault))
            {
                texts.AddRange((await PushAsync([NewPush(listing, 5, 5)])).Select(result => result.ToString()));
            }
        }

        foreach (var secret in Channel.Secrets)
        {
            Assert.DoesNotContain(texts, text => text?.Contains(secret, StringComparison.Ordinal) == true);
        }
    });

    /// <summary>Makes the channel, lets it run the fact, and disposes of it.</summary>
    private async Task CheckAsync(Func<Task> fact)
    {
        await using var channel = await CreateAsync();
        _channel = channel;
        await channel.RunAsync(fact);
    }

    private T Needs<T>()
        where T : class => Adapter as T ?? throw new DoesNotApplyException($"The adapter is no {typeof(T).Name}.");

    private static void Needs(bool applies, string otherwise)
    {
        if (!applies)
        {
            throw new DoesNotApplyException(otherwise);
        }
    }

    private async Task FailNextWriteAsync(SimulatedFault fault) =>
        Needs(await Channel.TryFailNextWriteAsync(fault), $"The channel can't be made to fail by {fault}.");

    private async Task<string> PlaceOrderAsync(ChannelListing listing, long units) =>
        await Channel.PlaceOrderAsync(listing.ExternalId, units) ?? throw new DoesNotApplyException("The channel can't be made to sell.");

    private static ChannelListing Unknown() => new() { ExternalId = "0", Sku = "NO-SUCH-LISTING" };

    private QuantityPush NewPush(ChannelListing listing, long quantity, long? before = null) => new()
    {
        Sku = new Sku(listing.Sku!),
        ExternalId = listing.ExternalId,
        Quantity = quantity,
        QuantityBefore = before,
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"conformance-{Channel.Time.GetUtcNow().UtcTicks}-{++_pushes}"),
    };

    /// <summary>Pushes and checks what every answer has to be: one result per push, each with a status.</summary>
    private async Task<IReadOnlyList<PushResult>> PushAsync(QuantityPush[] pushes)
    {
        var results = await Adapter.PushAsync(pushes);
        Assert.NotNull(results);
        Assert.Equal(pushes.Length, results.Count);
        Assert.All(results, result => Assert.NotEqual(PushStatus.None, result.Status));
        Assert.All(results, result => Assert.True(result.RetryAfter is null || result.RetryAfter >= TimeSpan.Zero, "RetryAfter is negative."));
        return results;
    }

    /// <summary>Pushes, waits where the channel's real limit asks to, and asks about what is confirmed later.</summary>
    private async Task<IReadOnlyList<PushResult>> PushToEndAsync(params QuantityPush[] pushes)
    {
        PushResult[] results = [.. await PushAsync(pushes)];
        for (var attempt = 1; attempt < ThrottlesMax && Array.TrueForAll(results, result => result.Status == PushStatus.Throttled); attempt++)
        {
            await WaitAsync(results[0].RetryAfter ?? TimeSpan.FromSeconds(1 / Descriptor.CallsPerSecond));
            results = [.. await PushAsync(pushes)];
        }

        await Channel.SettleAsync();
        string[] tokens = [.. results.Where(result => result.Status == PushStatus.AcceptedToConfirm).Select(result => result.ConfirmationToken!)];
        if (tokens.Length == 0)
        {
            return results;
        }

        Assert.True(Descriptor.ConfirmationTimeMax > TimeSpan.Zero, "A push was accepted to be confirmed, but Descriptor.ConfirmationTimeMax is zero.");
        var confirmer = Assert.IsType<IPushConfirmer>(Adapter, exactMatch: false);
        var confirmed = await confirmer.ConfirmAsync(tokens);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].ConfirmationToken is { } token)
            {
                Assert.True(confirmed.TryGetValue(token, out var result), $"The push of '{pushes[i].ExternalId}' was never confirmed.");
                results[i] = result;
            }
        }

        return results;
    }

    private Task WaitAsync(TimeSpan time) => time > TimeSpan.Zero ? Task.Delay(time, Channel.Time) : Task.CompletedTask;

    private async Task AssertQuantityAsync(ChannelListing listing, long quantity)
    {
        await Channel.SettleAsync();
        Assert.Equal(quantity, await Channel.ReadQuantityAsync(listing.ExternalId));
    }

    private static void AssertStatus(PushStatus expected, PushResult result) =>
        Assert.True(expected == result.Status, $"Expected {expected}, but the result is {result}");
}
