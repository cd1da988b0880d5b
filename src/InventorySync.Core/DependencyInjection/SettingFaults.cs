using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>Collects what is wrong with the settings under one path; each message names the setting, its value and the remedy.</summary>
internal sealed class SettingFaults
{
    /// <summary>No wait is longer: timers take no more than 49 days, and a setting of a month is a slip of the unit.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromDays(30);

    private readonly string _path;
    private readonly List<string> _faults = [];

    /// <param name="path">The path of the settings, such as <c>InventorySync:Channels:my-shop</c>.</param>
    public SettingFaults(string path) => _path = path;

    public IReadOnlyList<string> All => _faults;

    public ValidateOptionsResult Result => _faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);

    public void Add(string fault) => _faults.Add(fault);

    /// <param name="isRight">Whether the setting is as it has to be.</param>
    /// <param name="setting">Its path below this one.</param>
    /// <param name="value">Its value.</param>
    /// <param name="remedy">What to use instead, as the end of a sentence.</param>
    public void Check(bool isRight, string setting, object? value, string remedy)
    {
        if (!isRight)
        {
            _faults.Add(FormattableString.Invariant($"{_path}:{setting} is {value}; {remedy}."));
        }
    }

    public void AtLeast(int min, string setting, int value) => Check(value >= min, setting, value, $"use {min} or more");

    public void Positive(string setting, TimeSpan value) =>
        Check(value > TimeSpan.Zero && value <= TimeMax, setting, value, "use a time above zero, up to 30 days");

    public void NotNegative(string setting, TimeSpan value) =>
        Check(value >= TimeSpan.Zero && value <= TimeMax, setting, value, "use zero or more, up to 30 days");
}
