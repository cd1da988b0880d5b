using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Marketplaces;

/// <summary>How often what goes wrong. Rates are chances from 0 to 1; all are 0 unless set.</summary>
/// <remarks>Immutable; safe from any thread. Exchange it as a whole by <see cref="SimulatedMarketplace.Faults"/>.</remarks>
public sealed record SimulatedFaults
{
    /// <summary>Nothing goes wrong.</summary>
    public static SimulatedFaults None { get; } = new();

    /// <summary>Chance that a call is throttled although the rate limit permits it.</summary>
    public double ThrottleRate { get; init; }

    /// <summary>Chance of <see cref="SimulatedFault.RequestLost"/> per call.</summary>
    public double RequestLostRate { get; init; }

    /// <summary>Chance of <see cref="SimulatedFault.AnswerLost"/> per call.</summary>
    public double AnswerLostRate { get; init; }

    /// <summary>Chance of <see cref="SimulatedFault.Silence"/> per call.</summary>
    public double SilenceRate { get; init; }

    /// <summary>Chance of <see cref="SimulatedFault.LateWrite"/> per call that writes.</summary>
    public double LateWriteRate { get; init; }

    /// <summary>Chance per listing of a call that it fails in passing, its neighbours not.</summary>
    public double RowFailureRate { get; init; }

    /// <summary>Chance that a write which was taken to be confirmed is never carried out, nor heard of again.</summary>
    public double ConfirmationLostRate { get; init; }

    /// <summary>Outages of the interface a day, at random moments. Buyers go on buying meanwhile.</summary>
    public double OutagesPerDay { get; init; }

    /// <summary>How long such an outage lasts.</summary>
    /// <value>p50 2 minutes, p99 20 minutes</value>
    public SimulatedDelay OutageTime { get; init; } = SimulatedDelay.Spread(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20));

    /// <summary>Chance that a notification is never sent.</summary>
    public double NotificationLostRate { get; init; }

    /// <summary>Chance that a notification is sent twice, each copy with a delay of its own.</summary>
    public double NotificationDoubledRate { get; init; }

    /// <summary>Chance that a notification comes much later than the others, up to <see cref="NotificationLateTimeMax"/>.</summary>
    public double NotificationLateRate { get; init; }

    /// <summary>How late a late notification comes at most.</summary>
    /// <value>10 minutes</value>
    public TimeSpan NotificationLateTimeMax { get; init; } = TimeSpan.FromMinutes(10);

    internal void ThrowIfInvalid()
    {
        SettingRules.Rate(ThrottleRate, nameof(ThrottleRate));
        SettingRules.Rate(RequestLostRate, nameof(RequestLostRate));
        SettingRules.Rate(AnswerLostRate, nameof(AnswerLostRate));
        SettingRules.Rate(SilenceRate, nameof(SilenceRate));
        SettingRules.Rate(LateWriteRate, nameof(LateWriteRate));
        SettingRules.Rate(RowFailureRate, nameof(RowFailureRate));
        SettingRules.Rate(ConfirmationLostRate, nameof(ConfirmationLostRate));
        SettingRules.Rate(NotificationLostRate, nameof(NotificationLostRate));
        SettingRules.Rate(NotificationDoubledRate, nameof(NotificationDoubledRate));
        SettingRules.Rate(NotificationLateRate, nameof(NotificationLateRate));
        SettingRules.AtLeast(OutagesPerDay, 0, nameof(OutagesPerDay));
        SettingRules.AtLeast(NotificationLateTimeMax, TimeSpan.Zero, nameof(NotificationLateTimeMax));
    }
}
