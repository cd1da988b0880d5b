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
            Policy = ReadPolicy(_path, _settings.Percent, _settings.Units, _settings.SafetyStock),
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
            Policy = ReadPolicy(path, amount.Percent, amount.Units, safetyStock: null),
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

    private IBufferPolicy ReadPolicy(string path, decimal? percent, long? units, SafetyStockSettings? safetyStock)
    {
        switch (percent, units, safetyStock)
        {
            case ({ } share, null, null) when IsFine(PercentBuffer.Fault(share, $"{path}:Percent")):
                return new PercentBuffer(share);
            case (null, { } count, null) when IsFine(FixedUnits.Fault(count, $"{path}:Units")):
                return new FixedUnits(count);
            case (null, null, { } stock):
                return ReadSafetyStock($"{path}:SafetyStock", stock);
            case ({ }, null, null) or (null, { }, null):
                return new NoBuffer();
            default:
                _faults.Add($"{path} has {(percent is null && units is null && safetyStock is null ? "none" : "several")} of Percent, Units and SafetyStock; give one.");
                return new NoBuffer();
        }
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
