using System.Reflection;
using InventorySync.Channels;
using InventorySync.Testing.Conformance;
using InventorySync.Testing.Conformance.Skipping;
using InventorySync.Testing.Marketplaces;
using Xunit.Abstractions;

namespace InventorySync.Testing.Tests.Conformance;

/// <summary>The suite has teeth: an adapter with one fault fails the facts about it, and no others.</summary>
public sealed class ChannelAdapterConformanceTests
{
    private static readonly SimulatedMarketplaceOptions Plain = new() { OrderPageSize = 5 };
    private static readonly SimulatedMarketplaceOptions Comparing = new() { CompareAndSet = true };
    private static readonly SimulatedMarketplaceOptions Moving = new() { WriteMode = WriteMode.Delta };
    private static readonly SimulatedMarketplaceOptions Later = new() { ConfirmationTimeMax = TimeSpan.FromMinutes(1) };

    [Fact]
    public Task Suite_RightAdapter_FailsNothing() => FailsExactlyAsync(Plain, inner => new FaultyAdapter(inner));

    [Fact]
    public Task Suite_AnswersInAnotherOrder_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { SendsBatch = pushes => [.. pushes.Skip(1), pushes[0]] },
        nameof(ChannelAdapterConformance.Push_UnknownListing_IsRejectedAloneInItsPlace),
        nameof(ChannelAdapterConformance.Push_OneListingFailsInPassing_ItsNeighboursLand));

    [Fact]
    public Task Suite_AnswerMissing_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Answers = results => results.Count > 1 ? [.. results.SkipLast(1)] : results },
        nameof(ChannelAdapterConformance.Push_FullBatch_LandsEachWithItsOwnQuantity),
        nameof(ChannelAdapterConformance.Push_UnknownListing_IsRejectedAloneInItsPlace),
        nameof(ChannelAdapterConformance.Push_OneListingFailsInPassing_ItsNeighboursLand),
        nameof(ChannelAdapterConformance.Push_Throttled_SaysSoForEachListingAndWritesNothing),
        nameof(ChannelAdapterConformance.Push_ChannelIsDown_IsTransientForEachListing),
        nameof(ChannelAdapterConformance.Push_RequestIsLost_IsTransientForEachListing),
        nameof(ChannelAdapterConformance.Push_AnswerIsLost_IsTransientAndTheRepeatIsHarmless));

    [Fact]
    public Task Suite_OneBadListingFailsItsBatch_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner)
        {
            Answers = results => results.FirstOrDefault(result => result.Status != PushStatus.Accepted) is { } bad ? [.. results.Select(_ => bad)] : results,
        },
        nameof(ChannelAdapterConformance.Push_UnknownListing_IsRejectedAloneInItsPlace),
        nameof(ChannelAdapterConformance.Push_OneListingFailsInPassing_ItsNeighboursLand));

    [Fact]
    public Task Suite_NeverSendsZero_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Sends = push => push with { Quantity = Math.Max(1, push.Quantity) } },
        nameof(ChannelAdapterConformance.Push_AnyQuantityInRange_Lands));

    [Fact]
    public Task Suite_DeclaresTooLargeAQuantity_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Declares = descriptor => descriptor with { QuantityMax = 1_000_000 } },
        nameof(ChannelAdapterConformance.Push_AnyQuantityInRange_Lands));

    [Fact]
    public Task Suite_DeclaresTooLargeABatch_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Declares = descriptor => descriptor with { BatchSizeMax = 51 } },
        nameof(ChannelAdapterConformance.Push_FullBatch_LandsEachWithItsOwnQuantity));

    [Fact]
    public Task Suite_DeclaresRatesOfNothing_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Declares = descriptor => descriptor with { CallsPerSecond = 0 } },
        nameof(ChannelAdapterConformance.Descriptor_ItsLimits_AreUsable));

    [Fact]
    public Task Suite_DeclaresAnotherSemanticsOfSales_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Declares = descriptor => descriptor with { RestoresOnCancellation = true } },
        nameof(ChannelAdapterConformance.Quantity_AfterASaleAndItsCancellation_IsAsDeclared));

    [Fact]
    public Task Suite_ThrottleToldAsFailure_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Answers = Changed(PushStatus.Throttled, _ => PushResult.Transient("429")) },
        nameof(ChannelAdapterConformance.Push_Throttled_SaysSoForEachListingAndWritesNothing));

    [Fact]
    public Task Suite_FailuresThrown_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner)
        {
            Answers = results => results.All(result => result.Status == PushStatus.Transient) ? throw new HttpRequestException("503") : results,
        },
        nameof(ChannelAdapterConformance.Push_ChannelIsDown_IsTransientForEachListing),
        nameof(ChannelAdapterConformance.Push_RequestIsLost_IsTransientForEachListing),
        nameof(ChannelAdapterConformance.Push_AnswerIsLost_IsTransientAndTheRepeatIsHarmless),
        nameof(ChannelAdapterConformance.Texts_OfTheAdapterAndItsResults_TellNoSecret));

    [Fact]
    public Task Suite_CancellationSwallowed_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { SwallowsCancellation = true },
        nameof(ChannelAdapterConformance.Push_NoAnswerUntilCancelled_EndsWithTheCancellation),
        nameof(ChannelAdapterConformance.Push_CancelledBeforeItBegins_WritesNothing));

    [Fact]
    public Task Suite_ConditionNotSent_IsFound() => FailsExactlyAsync(
        Comparing,
        inner => new FaultyAdapter(inner) { Sends = push => push with { QuantityBefore = null } },
        nameof(ChannelAdapterConformance.Push_CompareAndSetExpectsAnother_IsAConflictWithTheActualQuantity));

    [Fact]
    public Task Suite_ConflictToldAsAccepted_IsFound() => FailsExactlyAsync(
        Comparing,
        inner => new FaultyAdapter(inner) { Answers = Changed(PushStatus.Conflict, _ => PushResult.Accepted) },
        nameof(ChannelAdapterConformance.Push_CompareAndSetExpectsAnother_IsAConflictWithTheActualQuantity));

    [Fact]
    public Task Suite_AnotherKeyOnEachSend_IsFound()
    {
        var keys = 0;
        return FailsExactlyAsync(
            Moving,
            inner => new FaultyAdapter(inner) { Sends = push => push with { IdempotencyKey = $"{++keys}" } },
            nameof(ChannelAdapterConformance.Push_TheSameTwice_ChangesNothingMore),
            nameof(ChannelAdapterConformance.Push_AnswerIsLost_IsTransientAndTheRepeatIsHarmless));
    }

    [Fact]
    public Task Suite_TakenToldAsDone_IsFound() => FailsExactlyAsync(
        Later,
        inner => new FaultyAdapter(inner) { Answers = Changed(PushStatus.AcceptedToConfirm, _ => PushResult.Accepted) },
        nameof(ChannelAdapterConformance.Push_ConfirmedLater_IsConfirmedWithinItsTime),
        nameof(ChannelAdapterConformance.Push_UnknownListing_IsRejectedAloneInItsPlace));

    [Fact]
    public Task Suite_StockMadeUp_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { ReadsStock = (ids, stock) => ids.ToDictionary(id => id, id => stock.GetValueOrDefault(id)) },
        nameof(ChannelAdapterConformance.ReadStock_PushedEditedAndUnknown_IsWhatTheChannelHas));

    [Fact]
    public Task Suite_FirstPageOfListingsAlone_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { ListingsMax = 5 },
        nameof(ChannelAdapterConformance.ReadListings_SeveralPages_HoldEachListingOnce));

    [Fact]
    public Task Suite_FirstPageOfOrdersAlone_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { ReadsOrders = page => page with { HasMore = false } },
        nameof(ChannelAdapterConformance.ReadOrders_PageByPage_GivesEveryOrderAndCanBeRepeated),
        nameof(ChannelAdapterConformance.ReadOrders_OrderPlacedBetweenPages_IsNotMissed));

    [Fact]
    public Task Suite_CursorThatForgets_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { ReadsOrders = page => page with { Orders = [.. page.Orders.Where(order => order.Lines[0].Cancelled == 0)] } },
        nameof(ChannelAdapterConformance.ReadOrders_FromACursor_GivesWhatChangedSince),
        nameof(ChannelAdapterConformance.ReadOrders_OrderPlacedBetweenPages_IsNotMissed));

    [Fact]
    public Task Suite_SignatureNotChecked_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Receives = (_, content) => content.Status == NotificationStatus.Forged ? NotificationContent.Ignored : content },
        nameof(ChannelAdapterConformance.Receive_AlteredOrUnsigned_IsForged),
        nameof(ChannelAdapterConformance.Receive_AnyBody_IsMalformedOrReadAndNeverThrows));

    [Fact]
    public Task Suite_MalformedThrown_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Receives = (_, content) => content.Status == NotificationStatus.Malformed ? throw new FormatException() : content },
        nameof(ChannelAdapterConformance.Receive_AnyBody_IsMalformedOrReadAndNeverThrows),
        nameof(ChannelAdapterConformance.Receive_SignedButUnreadable_IsMalformedWithItsFault));

    [Fact]
    public Task Suite_AnotherKeyOnEachReceipt_IsFound()
    {
        var keys = 0;
        return FailsExactlyAsync(
            Plain,
            inner => new FaultyAdapter(inner)
            {
                Receives = (_, content) => content.Status == NotificationStatus.Orders ? NotificationContent.Carrying($"{++keys}", content.Orders) : content,
            },
            nameof(ChannelAdapterConformance.Receive_TheSameAgain_HasTheSameKey));
    }

    [Fact]
    public Task Suite_HeadersComparedByCase_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner)
        {
            Receives = (notification, content) =>
                notification.Headers.Keys.Contains("X-Simulated-Signature", StringComparer.Ordinal) ? content : NotificationContent.Forged,
        },
        nameof(ChannelAdapterConformance.Receive_HeadersInAnotherCase_IsTheSame));

    [Fact]
    public Task Suite_OrdersOfNotificationsDropped_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner)
        {
            Receives = (_, content) => content.Status == NotificationStatus.Orders ? NotificationContent.Carrying(content.Key, []) : content,
        },
        nameof(ChannelAdapterConformance.Receive_NotificationOfAnOrder_LeadsToTheOrder));

    [Fact]
    public Task Suite_SecretInItsText_IsFound() => FailsExactlyAsync(
        Plain,
        inner => new FaultyAdapter(inner) { Text = $"adapter with {Plain.AccessToken}" },
        nameof(ChannelAdapterConformance.Texts_OfTheAdapterAndItsResults_TellNoSecret));

    private static Func<IReadOnlyList<PushResult>, IReadOnlyList<PushResult>> Changed(PushStatus from, Func<PushResult, PushResult> to) =>
        results => [.. results.Select(result => result.Status == from ? to(result) : result)];

    private static async Task FailsExactlyAsync(
        SimulatedMarketplaceOptions options, Func<SimulatedChannelAdapter, FaultyAdapter> fault, params string[] facts)
    {
        var failed = new List<string>();
        foreach (var fact in Facts())
        {
            try
            {
                await (Task)fact.Invoke(new Suite(options, fault), null)!;
            }
            catch (DoesNotApplyException)
            {
            }
            catch (Exception)
            {
                failed.Add(fact.Name);
            }
        }

        Assert.Equal(facts.Order(StringComparer.Ordinal), failed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<MethodInfo> Facts() =>
        typeof(ChannelAdapterConformance).GetMethods().Where(method => method.GetCustomAttribute<ConformanceFactAttribute>() is not null);

    // Private, so that the runner does not take it for a class of tests of its own.
    private sealed class Suite(SimulatedMarketplaceOptions options, Func<SimulatedChannelAdapter, FaultyAdapter> fault) : ChannelAdapterConformance(new Silent())
    {
        protected override Task<IChannelUnderTest> CreateAsync()
        {
            var channel = SimulatedChannelUnderTest.InProcess(options);
            channel.Adapter = fault((SimulatedChannelAdapter)channel.Adapter);
            return Task.FromResult<IChannelUnderTest>(channel);
        }
    }

    private sealed class Silent : ITestOutputHelper
    {
        public void WriteLine(string message)
        {
        }

        public void WriteLine(string format, params object[] args)
        {
        }
    }
}
