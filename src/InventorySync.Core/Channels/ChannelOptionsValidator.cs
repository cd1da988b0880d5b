using InventorySync.DependencyInjection;
using InventorySync.Stock;
using Microsoft.Extensions.Options;

namespace InventorySync.Channels;

/// <summary>Checks each channel's settings at start.</summary>
internal sealed class ChannelOptionsValidator : IValidateOptions<ChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, ChannelOptions options)
    {
        var faults = new SettingFaults($"{InventorySyncBuilder.SectionName}:Channels:{name}");
        CheckLocations(faults, options.Locations);
        faults.NotNegative("BatchInterval", options.BatchInterval);
        faults.Check(options.QuantityCap is null or >= 0, "QuantityCap", options.QuantityCap, "use 0 or more units, or leave it out for the channel's own limit");
        faults.Check(
            options.CallsPerSecond is null or (> 0 and <= double.MaxValue),
            "CallsPerSecond",
            options.CallsPerSecond,
            "use a number above 0, or leave it out for what the adapter declares");
        faults.Check(options.BulkShare is >= 0.01 and <= 1, "BulkShare", options.BulkShare, "use a share from 0.01 to 1");
        if (options.OrderPollInterval is { } interval)
        {
            faults.Positive("OrderPollInterval", interval);
        }

        if (options.CompareInterval is { } compare)
        {
            faults.Positive("CompareInterval", compare);
        }

        CheckDelays(faults, "Ingest", options.Delays.IngestP50, options.Delays.IngestP99);
        CheckDelays(faults, "Push", options.Delays.PushP50, options.Delays.PushP99);
        CheckRetry(faults, options.Retry);
        faults.AtLeast(1, "Breaker:FailuresMax", options.Breaker.FailuresMax);
        faults.Positive("Breaker:BreakTime", options.Breaker.BreakTime);
        CheckBlastRadius(faults, options.BlastRadius);
        return faults.Result;
    }

    private static void CheckLocations(SettingFaults faults, IList<string> locations)
    {
        HashSet<string> seen = [];
        for (var i = 0; i < locations.Count; i++)
        {
            var setting = $"Locations:{i}";
            var isLocation = LocationId.TryCreate(locations[i], out _, out var fault);
            faults.Check(isLocation, setting, $"'{locations[i]}'", $"it is no location: {fault?.TrimEnd('.')}");
            faults.Check(!isLocation || seen.Add(locations[i]), setting, $"'{locations[i]}', which stands there twice", "name each location once");
        }
    }

    private static void CheckDelays(SettingFaults faults, string way, TimeSpan? p50, TimeSpan? p99)
    {
        faults.NotNegative($"Delays:{way}P50", p50 ?? TimeSpan.Zero);
        faults.NotNegative($"Delays:{way}P99", p99 ?? TimeSpan.Zero);
        faults.Check(
            p50 is null || p99 is null || p99 >= p50,
            $"Delays:{way}P99",
            p99,
            FormattableString.Invariant($"use at least Delays:{way}P50, which is {p50}"));
    }

    private static void CheckRetry(SettingFaults faults, RetryOptions retry)
    {
        faults.Positive("Retry:DelayMin", retry.DelayMin);
        faults.Positive("Retry:DelayMax", retry.DelayMax);
        faults.Check(
            retry.DelayMax >= retry.DelayMin,
            "Retry:DelayMax",
            retry.DelayMax,
            FormattableString.Invariant($"use at least Retry:DelayMin, which is {retry.DelayMin}"));
        faults.Check(retry.Factor is >= 1 and <= double.MaxValue, "Retry:Factor", retry.Factor, "use 1 or more, or waits would get shorter with each failure");
        faults.AtLeast(1, "Retry:AttemptsMax", retry.AttemptsMax);
    }

    private static void CheckBlastRadius(SettingFaults faults, BlastRadiusOptions radius)
    {
        faults.Check(radius.ZeroShareMax is > 0 and <= 1, "BlastRadius:ZeroShareMax", radius.ZeroShareMax, "use a share above 0, up to 1");
        faults.AtLeast(0, "BlastRadius:ZeroCountMin", radius.ZeroCountMin);
        if (radius.ChangesMax is { } changes)
        {
            faults.AtLeast(1, "BlastRadius:ChangesMax", changes);
        }
    }
}
