namespace PosIntegration.Generator;

/// <summary>How many invoices an hour brings: a daily and a weekly rhythm, and one hour of a flash sale.</summary>
internal sealed class Rhythm
{
    private const double InvoicesPerDay = 70;

    private const double FlashFactor = 25;

    // From Sunday to Saturday, around 1.
    private static readonly double[] OfWeekday = [0.5, 0.9, 0.9, 1.0, 1.1, 1.3, 1.3];

    // The share of each hour of the day: quiet nights, a peak at noon, another one in the evening.
    private static readonly double[] OfHour =
    [
        0.004, 0.002, 0.002, 0.002, 0.004, 0.006, 0.01, 0.02, 0.04, 0.06, 0.08, 0.09,
        0.10, 0.09, 0.07, 0.06, 0.06, 0.06, 0.07, 0.06, 0.05, 0.03, 0.02, 0.01,
    ];

    private readonly DateTimeOffset _flashHour;

    /// <param name="firstDay">Midnight of the first day.</param>
    /// <param name="days">How many days; the flash sale is at eight in the evening of the middle one.</param>
    public Rhythm(DateTimeOffset firstDay, int days) => _flashHour = firstDay.AddDays(days / 2).AddHours(20);

    public bool IsFlashSale(DateTimeOffset hour) => hour == _flashHour;

    /// <summary>Invoices to expect in the hour that begins then.</summary>
    public double Expected(DateTimeOffset hour) =>
        InvoicesPerDay * OfWeekday[(int)hour.DayOfWeek] * OfHour[hour.Hour] * (IsFlashSale(hour) ? FlashFactor : 1);
}
