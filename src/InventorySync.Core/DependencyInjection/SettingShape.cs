using Microsoft.Extensions.Configuration;

namespace InventorySync.DependencyInjection;

/// <summary>What may stand at one place of the configuration: a value, a list, known settings, or entries under names of the reader's own.</summary>
/// <remarks>Binding passes over what it does not know; a rule for one channel whose <c>Channel</c> is misspelt would count for all of them.</remarks>
internal sealed class SettingShape
{
    private readonly SortedDictionary<string, SettingShape> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly SettingShape? _each;
    private readonly SettingValue? _value;
    private readonly bool _isList;

    private SettingShape(SettingShape? each = null, SettingValue? value = null, bool isList = false)
    {
        _each = each;
        _value = value;
        _isList = isList;
    }

    /// <summary>The names of the settings below; empty where names are free, or nothing stands below.</summary>
    public IReadOnlyCollection<string> Names => _settings.Keys;

    /// <summary>What stands below under one of <see cref="Names"/>.</summary>
    public SettingShape Below(string name) => _settings[name];

    /// <summary>A list of texts.</summary>
    public static SettingShape List { get; } = new(SettingValue.Text, isList: true);

    public static implicit operator SettingShape(SettingValue value) => new(value: value);

    /// <summary>Settings with these names, and no others.</summary>
    public static SettingShape Of(params ReadOnlySpan<(string Name, SettingShape Shape)> settings)
    {
        var shape = new SettingShape();
        foreach (var (name, below) in settings)
        {
            shape._settings.Add(name, below);
        }

        return shape;
    }

    /// <summary>Entries of one shape, under names of the reader's own.</summary>
    public static SettingShape Each(SettingShape each) => new(each);

    /// <summary>Looks for what does not belong at a place or below it.</summary>
    /// <param name="section">The place.</param>
    /// <param name="faults">Takes what is wrong: the full key, and what to write instead.</param>
    public void Check(IConfigurationSection section, ICollection<string> faults)
    {
        if (_value is not null)
        {
            CheckValue(_value, section, faults);
            return;
        }

        if (OwnValueFault(section) is { } fault)
        {
            faults.Add(fault);
        }

        foreach (var below in section.GetChildren())
        {
            if (_each is not null)
            {
                _each.Check(below, faults);
            }
            else if (_settings.TryGetValue(below.Key, out var shape))
            {
                shape.Check(below, faults);
            }
            else
            {
                faults.Add(Unknown(below));
            }
        }
    }

    /// <summary>Looks for what does not belong right below a place, and no deeper.</summary>
    /// <param name="section">The place.</param>
    /// <returns>What is wrong: the full key, and what to write instead.</returns>
    public IEnumerable<string> FaultsRightBelow(IConfigurationSection section) =>
        section.GetChildren()
            .Select(below => _settings.TryGetValue(below.Key, out var shape) ? shape.OwnValueFault(below) : Unknown(below))
            .OfType<string>();

    private static void CheckValue(SettingValue value, IConfigurationSection section, ICollection<string> faults)
    {
        IConfigurationSection[] below = [.. section.GetChildren()];
        foreach (var stray in below)
        {
            faults.Add($"{stray.Path} is no setting, since {section.Path} takes a single value: {value.Form}.");
        }

        if (below.Length == 0 && value.Fault(section.Value) is { } fault)
        {
            faults.Add($"{section.Path} {fault}");
        }
    }

    private string? OwnValueFault(IConfigurationSection section) =>
        string.IsNullOrEmpty(section.Value) ? null : $"{section.Path} is '{section.Value}' and takes no value of its own; {WhatStandsBelow()}";

    private string Unknown(IConfigurationSection section)
    {
        var guess = NearestName.Of(section.Key, Names) is { } nearest ? $"; did you mean {nearest}?" : ".";
        return $"{section.Path} is no setting{guess} Known there are: {string.Join(", ", Names)}.";
    }

    private string WhatStandsBelow() => this switch
    {
        { _isList: true } => "it is a list: write its entries as a JSON array does, or under the keys 0, 1, 2.",
        { _each: not null } => "settings stand below it, under names that you choose.",
        _ => $"the settings below it are: {string.Join(", ", Names)}.",
    };
}
