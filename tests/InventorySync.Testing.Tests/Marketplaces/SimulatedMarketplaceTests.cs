using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Tests.Marketplaces;

public sealed class SimulatedMarketplaceTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTimeProvider _time = new();
    private readonly List<SimulatedMarketplace> _opened = [];

    public void Dispose() => _opened.ForEach(marketplace => marketplace.Dispose());

    [Fact]
    public void TryBuy_MoreThanShown_IsRefusedAndChangesNothing()
    {
        var market = Open(new());

        Assert.False(market.TryBuy("a", 11, out var order));

        Assert.Null(order);
        Assert.Equal(10, market.Shown("a"));
        Assert.Empty(market.Orders);
        Assert.Equal(1, market.Totals.SalesRefused);
    }

    [Fact]
    public void TryBuy_OneLineOfSeveralTooMany_RefusesTheWholeOrder()
    {
        var market = Open(new());

        Assert.False(market.TryBuy([new("b", 1), new("a", 6), new("a", 5)], out _));

        Assert.Equal(10, market.Shown("a"));
        Assert.Equal(10, market.Shown("b"));
    }

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 10)]
    public void TryBuy_LowersOnSaleOrNot_ShowsAccordingly(bool lowers, long shown)
    {
        var market = Open(new() { LowersOnSale = lowers });

        Buy(market, "a", 3);

        Assert.Equal(shown, market.Shown("a"));
        Assert.Equal(shown, market.Recorded("a"));
    }

    [Theory]
    [InlineData(true, 9)]
    [InlineData(false, 7)]
    public void Cancel_RestoresOrNot_ShowsAccordingly(bool restores, long shown)
    {
        var market = Open(new() { RestoresOnCancellation = restores });
        var order = Buy(market, "a", 3);

        var cancelled = market.Cancel(order.OrderId, "1", 2);

        Assert.Equal(shown, market.Shown("a"));
        Assert.Equal(2, cancelled.Lines[0].Cancelled);
        Assert.True(cancelled.UpdatedAt > order.UpdatedAt);
    }

    [Theory]
    [InlineData(true, 7, 7)]
    [InlineData(false, 10, 10)]
    public void SubtractsOwnOpenOrders_SoldThenFulfilled_ShowsTheRecordLessWhatIsOpen(bool lowers, long recorded, long shown)
    {
        var market = Open(new() { SubtractsOwnOpenOrders = true, LowersOnSale = lowers });
        var order = Buy(market, "a", 3);
        Assert.Equal(7, market.Shown("a"));
        Assert.Equal(10, market.Recorded("a"));

        market.Fulfil(order.OrderId);

        Assert.Equal(recorded, market.Recorded("a"));
        Assert.Equal(shown, market.Shown("a"));
    }

    [Fact]
    public void Cancel_MoreThanOpen_IsRefusedAndChangesNothing()
    {
        var market = Open(new());
        var order = Buy(market, "a", 3);
        market.Fulfil(order.OrderId, "1", 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => market.Cancel(order.OrderId, "1", 2));

        Assert.Equal(0, market.Orders[0].Lines[0].Cancelled);
    }

    [Fact]
    public void Refund_WithAndWithoutRestock_CountsOnlyWhatCameBack()
    {
        var market = Open(new());
        var order = Buy(market, "a", 3);
        market.Fulfil(order.OrderId);

        var refunded = market.Refund(order.OrderId, restock: false, "1", 1);
        var returned = market.Refund(order.OrderId, restock: true, "1", 2);

        Assert.Equal(0, refunded.Lines[0].Returned);
        Assert.Equal(2, returned.Lines[0].Returned);
        Assert.Throws<ArgumentOutOfRangeException>(() => market.Refund(order.OrderId, restock: true, "1", 2));
    }

    [Fact]
    public void TryEdit_UpAndDown_TakesWhatIsShownAndGivesBackWhereItRestores()
    {
        var market = Open(new() { RestoresOnCancellation = true });
        var order = Buy(market, "a", 3);

        Assert.True(market.TryEdit(order.OrderId, "1", 10, out var larger));
        Assert.Equal(0, market.Shown("a"));
        Assert.False(market.TryEdit(order.OrderId, "1", 11, out _));
        Assert.True(market.TryEdit(order.OrderId, "1", 4, out var smaller));

        Assert.Equal(10, larger.Lines[0].Ordered);
        Assert.Equal(4, smaller.Lines[0].Ordered);
        Assert.Equal(6, market.Shown("a"));
    }

    [Fact]
    public void Push_WithPropagationDelay_IsRecordedAtOnceAndShownLater()
    {
        var market = Open(new() { PropagationDelay = SimulatedDelay.Fixed(5 * Second) });

        Assert.Equal(PushStatus.Accepted, Push(market, "a", 4).Status);

        Assert.Equal(4, market.Recorded("a"));
        Assert.Equal(10, market.Shown("a"));
        _time.Advance(5 * Second);
        Assert.Equal(4, market.Shown("a"));
    }

    [Fact]
    public void Push_SaleWhileUnderWay_LowersWhatWillBeShown()
    {
        var market = Open(new() { PropagationDelay = SimulatedDelay.Fixed(5 * Second) });
        Push(market, "a", 4);

        Buy(market, "a", 9);
        _time.Advance(5 * Second);

        Assert.Equal(0, market.Shown("a"));
        Assert.Equal(5, market.Totals.UnitsSoldBeyondRecord);
    }

    [Fact]
    public void Push_CompareAndSetWithAnotherRecord_IsAConflictThatTellsTheRecord()
    {
        var market = Open(new() { CompareAndSet = true });
        Buy(market, "a", 1);

        var result = Push(market, "a", 4, before: 10);

        Assert.Equal(PushStatus.Conflict, result.Status);
        Assert.Equal(9, result.ActualQuantity);
        Assert.Equal(9, market.Recorded("a"));
        Assert.Equal(PushStatus.Accepted, Push(market, "a", 4, before: 9).Status);
    }

    [Fact]
    public void Push_Delta_MovesTheRecordByTheDifference()
    {
        var market = Open(new() { WriteMode = WriteMode.Delta });
        Buy(market, "a", 1);

        Push(market, "a", 7, before: 10);
        Assert.Equal(6, market.Recorded("a"));

        Push(market, "a", 2, before: null);
        Assert.Equal(2, market.Recorded("a"));
    }

    [Fact]
    public void Push_SameKeyAgain_IsAnsweredWithoutWriting()
    {
        var market = Open(new());
        Push(market, "a", 4, key: "k");
        Buy(market, "a", 1);

        Assert.Equal(PushStatus.Accepted, Push(market, "a", 4, key: "k").Status);
        Assert.Equal(3, market.Recorded("a"));
        Assert.Equal(PushStatus.Rejected, Push(market, "a", 5, key: "k").Status);
    }

    [Fact]
    public void Push_ConfirmedLater_IsCarriedOutAfterItsDelayAndThenConfirmed()
    {
        var market = Open(new() { ConfirmationTimeMax = 60 * Second, ConfirmationDelay = SimulatedDelay.Fixed(20 * Second) });
        var adapter = new SimulatedChannelAdapter(market);

        var token = Push(market, "a", 4).ConfirmationToken!;
        Assert.Equal(10, market.Recorded("a"));
        Assert.Empty(Answer(adapter.ConfirmAsync([token])));
        _time.Advance(20 * Second);

        Assert.Equal(PushStatus.Accepted, Answer(adapter.ConfirmAsync([token]))[token].Status);
        Assert.Equal(4, market.Recorded("a"));
        Assert.Equal(PushStatus.Rejected, Answer(adapter.ConfirmAsync(["write-99"]))["write-99"].Status);
    }

    [Fact]
    public void Push_OverTheRate_IsThrottledUntilTheTimeItSaid()
    {
        var market = Open(new() { CallsPerSecond = 2, CallBurst = 1 });
        Push(market, "a", 4);

        var throttled = Push(market, "a", 5);
        Assert.Equal(PushStatus.Throttled, throttled.Status);
        Assert.Equal(TimeSpan.FromMilliseconds(500), throttled.RetryAfter);
        Assert.Equal(4, market.Recorded("a"));

        _time.Advance(throttled.RetryAfter!.Value);
        Assert.Equal(PushStatus.Accepted, Push(market, "a", 5).Status);
    }

    [Fact]
    public void PlanOutage_WithinIt_CallsFailAndBuyersGoOn()
    {
        var market = Open(new());
        var adapter = new SimulatedChannelAdapter(market);
        market.PlanOutage(_time.GetUtcNow() + 10 * Second, 10 * Second);
        _time.Advance(10 * Second);

        Assert.Equal(PushStatus.Transient, Push(market, "a", 5).Status);
        Assert.Throws<IOException>(() => Answer(adapter.ReadStockAsync(["a"])));
        Buy(market, "a", 1);

        _time.Advance(10 * Second);
        Assert.Equal(9, Answer(adapter.ReadStockAsync(["a"]))["a"]);
    }

    [Theory]
    [InlineData(SimulatedFault.Throttled, PushStatus.Throttled, 10)]
    [InlineData(SimulatedFault.Unavailable, PushStatus.Transient, 10)]
    [InlineData(SimulatedFault.RequestLost, PushStatus.Transient, 10)]
    [InlineData(SimulatedFault.AnswerLost, PushStatus.Transient, 4)]
    [InlineData(SimulatedFault.RowFailure, PushStatus.Transient, 10)]
    public void FailNext_EachFault_TellsAndDoesWhatItsNameSays(SimulatedFault fault, PushStatus status, long recorded)
    {
        var market = Open(new());
        market.FailNext(fault);

        Assert.Equal(status, Push(market, "a", 4).Status);

        Assert.Equal(recorded, market.Recorded("a"));
        Assert.Equal(PushStatus.Accepted, Push(market, "a", 3).Status);
    }

    [Theory]
    [InlineData(SimulatedFault.Silence, 10)]
    [InlineData(SimulatedFault.LateWrite, 4)]
    public void FailNext_NoAnswer_EndsWhenTheCallerGivesUp(SimulatedFault fault, long recorded)
    {
        var market = Open(new() { LateWriteTimeMax = 40 * Second });
        market.FailNext(fault);
        using var patience = new CancellationTokenSource(30 * Second, _time);

        var push = new SimulatedChannelAdapter(market).PushAsync([NewPush("a", 4)], patience.Token);
        _time.Advance(29 * Second);
        Assert.False(push.IsCompleted);
        _time.Advance(Second);

        Assert.True(push.IsCanceled);
        _time.Advance(10 * Second);
        Assert.Equal(recorded, market.Recorded("a"));
    }

    [Fact]
    public void Push_PoisonedListing_IsRefusedAloneAndTakenOnceItIsWell()
    {
        var market = Open(new());
        market.Poison("a");

        var results = Answer(new SimulatedChannelAdapter(market).PushAsync([NewPush("a", 1), NewPush("nowhere", 1), NewPush("b", 1)]));
        Assert.Equal([PushStatus.Rejected, PushStatus.Rejected, PushStatus.Accepted], results.Select(result => result.Status));

        market.Poison("a", poisoned: false);
        Assert.Equal(PushStatus.Accepted, Push(market, "a", 1).Status);
    }

    [Fact]
    public void Push_QuantityOutsideItsRange_IsRefused()
    {
        var market = Open(new() { QuantityMax = 500 });

        Assert.Equal(PushStatus.Accepted, Push(market, "a", 500).Status);
        Assert.Equal(PushStatus.Rejected, Push(market, "a", 501).Status);
        Assert.Equal(PushStatus.Rejected, Push(market, "a", -1).Status);
    }

    [Fact]
    public void PushAsync_MoreThanABatch_ThrowsAndNamesTheLimit()
    {
        var market = Open(new() { BatchSizeMax = 1 });

        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Answer(new SimulatedChannelAdapter(market).PushAsync([NewPush("a", 1), NewPush("b", 1)])));

        Assert.Contains("1 to 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SetByHand_WhileAWriteIsUnderWay_StandsAndIsNotOvertaken()
    {
        var market = Open(new() { PropagationDelay = SimulatedDelay.Fixed(5 * Second) });
        Push(market, "a", 4);
        market.SetByHand("a", 99);

        _time.Advance(10 * Second);

        Assert.Equal(99, market.Shown("a"));
        Assert.Equal(99, market.Recorded("a"));
    }

    [Fact]
    public void Constructor_SettingOutsideItsRange_NamesTheSetting()
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Open(new() { CallsPerSecond = 0 }));
        Assert.Contains("CallsPerSecond", fault.Message, StringComparison.Ordinal);

        fault = Assert.Throws<ArgumentOutOfRangeException>(() => Open(new() { Faults = new() { SilenceRate = 1.5 } }));
        Assert.Contains("SilenceRate", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ToString_TellsNoSecret()
    {
        var text = new SimulatedMarketplaceOptions { NotificationSecret = "hush-1", AccessToken = "hush-2" }.ToString();

        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
    }

    private SimulatedMarketplace Open(SimulatedMarketplaceOptions options)
    {
        var market = new SimulatedMarketplace(options, _time);
        _opened.Add(market);
        market.AddListing("a", "SKU-A", 10);
        market.AddListing("b", "SKU-B", 10);
        return market;
    }

    private static ChannelOrder Buy(SimulatedMarketplace market, string externalId, long units)
    {
        Assert.True(market.TryBuy(externalId, units, out var order));
        return order;
    }

    private PushResult Push(SimulatedMarketplace market, string externalId, long quantity, long? before = null, string? key = null) =>
        Answer(new SimulatedChannelAdapter(market).PushAsync([NewPush(externalId, quantity, before, key)]))[0];

    private QuantityPush NewPush(string externalId, long quantity, long? before = null, string? key = null) => new()
    {
        Sku = new Sku("SKU"),
        ExternalId = externalId,
        Quantity = quantity,
        QuantityBefore = before,
        IdempotencyKey = key ?? Guid.NewGuid().ToString(),
    };

    private T Answer<T>(Task<T> call)
    {
        _time.Run(() => call);
        return call.GetAwaiter().GetResult();
    }
}
