using InventorySync.Allocation.Division;
using InventorySync.Channels;

namespace InventorySync.Allocation;

/// <summary>Makes a strategy of one entry under <c>InventorySync:Allocation</c>, or notes what is wrong with it.</summary>
internal sealed class AllocationStrategyReader
{
    private static readonly string[] Names =
    [
        SharedAllocation.StrategyName, FixedAllocation.StrategyName, ProportionalAllocation.StrategyName, PriorityAllocation.StrategyName,
        VelocityAllocation.StrategyName,
    ];

    private readonly string _path;
    private readonly AllocationStrategySettings _settings;
    private readonly List<string> _faults;
    private readonly int _faultsBefore;

    public AllocationStrategyReader(string path, AllocationStrategySettings settings, List<string> faults)
    {
        _path = path;
        _settings = settings;
        _faults = faults;
        _faultsBefore = faults.Count;
    }

    /// <summary>The strategy; null where a fault was noted.</summary>
    public IAllocationStrategy? Read()
    {
        switch (_settings.Strategy?.ToLowerInvariant())
        {
            case SharedAllocation.StrategyName:
                RefuseBut();
                return Made(static () => new SharedAllocation());
            case FixedAllocation.StrategyName:
                RefuseBut("Units", "Others");
                return ReadFixed();
            case ProportionalAllocation.StrategyName:
                RefuseBut("Shares");
                return ReadProportional();
            case PriorityAllocation.StrategyName:
                RefuseBut("Minimum", "Minimums", "Maximums");
                return ReadPriority();
            case VelocityAllocation.StrategyName:
                RefuseBut();
                return Made(static () => new VelocityAllocation());
            default:
                _faults.Add(
                    $"{_path}:Strategy is '{_settings.Strategy}'; use one of {string.Join(", ", Names)}. A strategy of your own is given in code.");
                return null;
        }
    }

    private IAllocationStrategy? ReadFixed()
    {
        var units = UnitsOf("Units", _settings.Units);
        Check(ChannelUnits.Fault(_settings.Others ?? 0, $"{_path}:Others"));
        if (units.Count == 0 && _settings.Others is null)
        {
            _faults.Add($"{_path} has neither Units nor Others; give each channel its units, or no channel would show any.");
        }

        return Made(() => new FixedAllocation(units, _settings.Others ?? 0));
    }

    private IAllocationStrategy? ReadProportional()
    {
        if (_settings.Shares.Count == 0)
        {
            return Made(static () => new ProportionalAllocation());
        }

        var shares = ByChannel("Shares", _settings.Shares);
        foreach (var (channel, percent) in shares.OrderBy(share => share.Key))
        {
            Check(ProportionalAllocation.PercentFault(percent, $"{_path}:Shares:{channel}"));
        }

        if (_faults.Count == _faultsBefore)
        {
            Check(ProportionalAllocation.SumFault(shares.Values.Sum(), $"{_path}:Shares"));
        }

        return Made(() => new ProportionalAllocation(shares));
    }

    private IAllocationStrategy? ReadPriority()
    {
        var minimum = _settings.Minimum ?? 0;
        Check(ChannelUnits.Fault(minimum, $"{_path}:Minimum"));
        var minimums = UnitsOf("Minimums", _settings.Minimums);
        var maximums = UnitsOf("Maximums", _settings.Maximums);
        foreach (var (channel, most) in maximums.OrderBy(entry => entry.Key))
        {
            Check(PriorityAllocation.MaximumFault(most, minimums.GetValueOrDefault(channel, minimum), $"{_path}:Maximums:{channel}"));
        }

        return Made(() => new PriorityAllocation(minimum, minimums, maximums));
    }

    private Dictionary<ChannelId, long> UnitsOf(string setting, Dictionary<string, long> settings)
    {
        var units = ByChannel(setting, settings);
        foreach (var (channel, count) in units.OrderBy(entry => entry.Key))
        {
            Check(ChannelUnits.Fault(count, $"{_path}:{setting}:{channel}"));
        }

        return units;
    }

    private Dictionary<ChannelId, T> ByChannel<T>(string setting, Dictionary<string, T> settings)
    {
        Dictionary<ChannelId, T> byChannel = [];
        foreach (var (name, value) in settings.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (ChannelId.TryCreate(name, out var channel, out var fault))
            {
                byChannel[channel] = value;
            }
            else
            {
                _faults.Add($"{_path}:{setting}:{name} is not valid: {fault}");
            }
        }

        return byChannel;
    }

    // A share given to a strategy that does not know shares is a slip that would change what channels show.
    private void RefuseBut(params ReadOnlySpan<string> own)
    {
        foreach (var (setting, isGiven) in Given)
        {
            if (isGiven && !own.Contains(setting))
            {
                _faults.Add($"{_path}:{setting} is not for the strategy '{_settings.Strategy}'; leave it out, or use the strategy that it is for.");
            }
        }
    }

    private IEnumerable<(string Setting, bool IsGiven)> Given =>
    [
        ("Units", _settings.Units.Count > 0),
        ("Others", _settings.Others is not null),
        ("Shares", _settings.Shares.Count > 0),
        ("Minimum", _settings.Minimum is not null),
        ("Minimums", _settings.Minimums.Count > 0),
        ("Maximums", _settings.Maximums.Count > 0),
    ];

    private void Check(string? fault)
    {
        if (fault is not null)
        {
            _faults.Add(fault);
        }
    }

    private IAllocationStrategy? Made(Func<IAllocationStrategy> make) => _faults.Count == _faultsBefore ? make() : null;
}
