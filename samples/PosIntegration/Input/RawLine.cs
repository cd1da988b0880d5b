namespace PosIntegration.Input;

/// <summary>One line of sales as it stands in the source: texts, unchecked.</summary>
internal readonly record struct RawLine
{
    /// <summary>The line in the file, the header being line 1.</summary>
    public required long Number { get; init; }

    public string Invoice { get; init; }

    public string Code { get; init; }

    public string Quantity { get; init; }

    public string Date { get; init; }

    public string Price { get; init; }

    public string Customer { get; init; }

    public string Country { get; init; }

    /// <summary>Why the line could not be taken apart; then its fields are unset. Null: it could.</summary>
    public string? Fault { get; init; }
}
