using InventorySync.Buffers.Latency;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>Makes the rules of one entry under <c>InventorySync:Buffers</c>, or notes what is wrong with it.</summary>
internal sealed class BufferRuleReader
{
    private readonly string _path;
    private readonly BufferSettings _settings;
    private readonly Dictionary<string, SalesWindow?> _windows;
    private readonly List<string> _faults;

    public BufferRuleReader(string path, BufferSettings settings, Dictionary<string, SalesWindow?> windows, List<string> faults)
    {
        _path = path;
        _settings = settings;
        _windows = windows;
        _faults = faults;
    }

    /// <summary>The rules; to be used only where no fault was noted.</summary>
    public IEnumerable<BufferRule> Read(string name)
    {
        var always = new BufferRule
        {
            Name = name,
            Policy = ReadAlways(),
            Sku = _settings.Sku is { } sku && Holds(Sku.TryCreate(sku, out var skuId, out var fault), "Sku", fault) ? skuId : null,
            Category = _settings.Category,
            Channel = _settings.Channel is { } channel && Holds(ChannelId.TryCreate(channel, out var channelId, out fault), "Channel", fault)
                ? channelId
                : null,
            Location = _settings.Location is { } location && Holds(LocationId.TryCreate(location, out var locationId, out fault), "Location", fault)
                ? locationId
                : null,
            Window = _settings.OnlyDuring is { } window ? FindWindow("OnlyDuring", window) : null,
        };
        return _settings.During
            .OrderBy(during => during.Key, StringComparer.Ordinal)
            .Select(during => ReadDuring(always, during.Key, during.Value))
            .Prepend(always);
    }

    private BufferRule ReadDuring(BufferRule always, string window, BufferAmountSettings amount)
    {
        var path = $"{_path}:During:{window}";
        if (always.Window is null && amount.Percent is { } percent)
        {
            IsFine(PercentBuffer.DuringFault(always.Policy, percent, $"{path}:Percent"));
        }

        return always with
        {
            Policy = ReadAmount(path, amount),
            Window = FindWindow($"During:{window}", window),
        };
    }

    private bool Holds(bool isValid, string setting, string? fault)
    {
        if (!isValid)
        {
            _faults.Add($"{_path}:{setting} is not valid: {fault}");
        }

        return isValid;
    }

    private SalesWindow? FindWindow(string setting, string name)
    {
        if (!_windows.TryGetValue(name, out var window))
        {
            _faults.Add($"{_path}:{setting} names the window '{name}', which is not there; add it under InventorySync:Windows, or correct the name.");
        }

        return window;
    }

    private IBufferPolicy ReadAlways()
    {
        List<(string Name, Func<IBufferPolicy> Read)> given = [];
        if (_settings.Percent is { } percent)
        {
            given.Add(("Percent", () => ReadPercent(_path, percent)));
        }

        if (_settings.Units is { } units)
        {
            given.Add(("Units", () => ReadUnits(_path, units)));
        }

        if (_settings.SafetyStock is { } safetyStock)
        {
            given.Add(("SafetyStock", () => ReadSafetyStock($"{_path}:SafetyStock", safetyStock)));
        }

        if (_settings.LatencyAware is { } latencyAware)
        {
            given.Add(("LatencyAware", () => ReadLatencyAware($"{_path}:LatencyAware", latencyAware)));
        }

        if (_settings.Velocity is { } velocity)
        {
            given.Add(("Velocity", () => IsFine(VelocityBuffer.Fault(velocity.Window, $"{_path}:Velocity:Window")) ? new VelocityBuffer(velocity.Window) : new NoBuffer()));
        }

        if (given is [var only])
        {
            return only.Read();
        }

        _faults.Add($"{_path} has {(given.Count == 0 ? "none" : "several")} of Percent, Units, SafetyStock, LatencyAware and Velocity; give one.");
        return new NoBuffer();
    }

    private IBufferPolicy ReadAmount(string path, BufferAmountSettings amount)
    {
        switch (amount.Percent, amount.Units)
        {
            case ({ } percent, null):
                return ReadPercent(path, percent);
            case (null, { } units):
                return ReadUnits(path, units);
            default:
                _faults.Add($"{path} has {(amount.Percent is null ? "none" : "both")} of Percent and Units; give one.");
                return new NoBuffer();
        }
    }

    private IBufferPolicy ReadPercent(string path, decimal percent) =>
        IsFine(PercentBuffer.Fault(percent, $"{path}:Percent")) ? new PercentBuffer(percent) : new NoBuffer();

    private IBufferPolicy ReadUnits(string path, long units) =>
        IsFine(FixedUnits.Fault(units, $"{path}:Units")) ? new FixedUnits(units) : new NoBuffer();

    private IBufferPolicy ReadLatencyAware(string path, LatencyAwareSettings settings)
    {
        if (settings is { Epsilon: not null, Cost: not null })
        {
            _faults.Add($"{path} has both of Epsilon and Cost; give one, since the one follows from the other.");
        }

        var options = new LatencyAwareOptions
        {
            Epsilon = settings.Epsilon ?? LatencyAwareOptions.EpsilonDefault,
            Cost = settings.Cost is { } cost
                ? new OversellCost { OversoldOrder = cost.OversoldOrder, Margin = cost.Margin, UnsoldChance = cost.UnsoldChance }
                : null,
            UnitsMin = settings.UnitsMin,
            UnitsMax = settings.UnitsMax,
        };
        string[] found = [.. options.Faults(setting => $"{path}:{setting}")];
        _faults.AddRange(found);
        return found.Length == 0 ? new LatencyAwareBuffer(options) : new NoBuffer();
    }

    private IBufferPolicy ReadSafetyStock(string path, SafetyStockSettings settings)
    {
        var isFine = IsFine(FixedUnits.Fault(settings.Default, $"{path}:Default"));
        Dictionary<Sku, long> units = [];
        foreach (var (text, kept) in settings.Skus.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            isFine &= IsFine(Sku.TryCreate(text, out var sku, out var fault) ? FixedUnits.Fault(kept, $"{path}:Skus:{text}") : $"{path}:Skus:{text} is not valid: {fault}");
            units[sku] = kept;
        }

        return isFine ? new SafetyStock(units, settings.Default) : new NoBuffer();
    }

    private bool IsFine(string? fault)
    {
        if (fault is not null)
        {
            _faults.Add(fault);
        }

        return fault is null;
    }
}
