using InventorySync.Channels;
using InventorySync.Stock;
using Microsoft.Extensions.Logging;

namespace InventorySync.Broadcast;

/// <summary>What the broadcast logs. Its event ids are 2000 to 2999, and never reused.</summary>
internal static partial class BroadcastLog
{
    [LoggerMessage(2000, LogLevel.Information, "Channel {Channel}: the dispatcher keeps {Listings} listings up to date.")]
    public static partial void Started(ILogger logger, ChannelId channel, int listings);

    [LoggerMessage(2001, LogLevel.Information, "Channel {Channel}: the dispatcher has stopped; {Stale} listings are stale and are found again at the next start.")]
    public static partial void Stopped(ILogger logger, ChannelId channel, int stale);

    [LoggerMessage(2002, LogLevel.Error, "Channel {Channel}: the dispatcher's cycle failed; it goes on in {Delay}.")]
    public static partial void CycleFailed(ILogger logger, ChannelId channel, TimeSpan delay, Exception fault);

    [LoggerMessage(2003, LogLevel.Information, "Channel {Channel}: paused.")]
    public static partial void Paused(ILogger logger, ChannelId channel);

    [LoggerMessage(2004, LogLevel.Information, "Channel {Channel}: resumed.")]
    public static partial void Resumed(ILogger logger, ChannelId channel);

    [LoggerMessage(2005, LogLevel.Information, "Channel {Channel}: a resync ({Scope}) begins.")]
    public static partial void ResyncBegun(ILogger logger, ChannelId channel, ResyncScope scope);

    [LoggerMessage(2006, LogLevel.Information, "Channel {Channel}: the resync has ended; {Sent} listings were sent, {Accepted} accepted, {Rejected} rejected.")]
    public static partial void ResyncEnded(ILogger logger, ChannelId channel, int sent, int accepted, int rejected);

    [LoggerMessage(2010, LogLevel.Debug, "Channel {Channel}: pushed {Listings} listings; {Accepted} accepted, {Failed} failed, {Throttled} throttled, {Conflicts} in conflict.")]
    public static partial void Pushed(ILogger logger, ChannelId channel, int listings, int accepted, int failed, int throttled, int conflicts);

    [LoggerMessage(2011, LogLevel.Warning, "Channel {Channel}: a call failed whole and is repeated: {Fault}")]
    public static partial void CallFailed(ILogger logger, ChannelId channel, string fault);

    [LoggerMessage(2012, LogLevel.Warning, "Channel {Channel}: it throttles; from here on {CallsPerSecond:0.###} calls a second.")]
    public static partial void Throttled(ILogger logger, ChannelId channel, double callsPerSecond);

    [LoggerMessage(2013, LogLevel.Error, "Channel {Channel}: too many calls in a row failed, so it is left alone for {BreakTime}. The last one: {Fault}")]
    public static partial void BreakerOpened(ILogger logger, ChannelId channel, TimeSpan breakTime, string? fault);

    [LoggerMessage(2014, LogLevel.Information, "Channel {Channel}: it answers again.")]
    public static partial void BreakerClosed(ILogger logger, ChannelId channel);

    [LoggerMessage(2015, LogLevel.Error, "Channel {Channel}: the listing of {Sku} went to the dead letters: {Cause}")]
    public static partial void ListingRejected(ILogger logger, ChannelId channel, Sku sku, string cause);

    [LoggerMessage(2016, LogLevel.Warning, "Channel {Channel}: a call was not given up after {TimeMax} although it was cancelled; the adapter has to honour its token.")]
    public static partial void CallNotCancelled(ILogger logger, ChannelId channel, TimeSpan timeMax);

    [LoggerMessage(2017, LogLevel.Warning, "Channel {Channel}: its orders could not be read, so quantities are lowered but not raised. {Fault}")]
    public static partial void OrdersNotRead(ILogger logger, ChannelId channel, string? fault);

    [LoggerMessage(2020, LogLevel.Error, "Channel {Channel}: {Reason} {Listings} listings wait: confirm or cancel question {Question}.")]
    public static partial void BlastRadiusAsked(ILogger logger, ChannelId channel, string reason, int listings, Guid question);

    [LoggerMessage(2021, LogLevel.Information, "Channel {Channel}: question {Question} was answered; its listings {Answer}.")]
    public static partial void BlastRadiusAnswered(ILogger logger, ChannelId channel, Guid question, string answer);

    [LoggerMessage(2030, LogLevel.Warning, "{Runs} lines of the sync log could not be written; they are kept and tried again.")]
    public static partial void SyncLogFailed(ILogger logger, int runs, Exception fault);

    [LoggerMessage(2031, LogLevel.Warning, "{Runs} lines of the sync log were lost: more were waiting than are kept.")]
    public static partial void SyncLogLost(ILogger logger, int runs);
}
