namespace PosIntegration.Input;

/// <summary>Where sales lines come from: a file, or the generator.</summary>
internal interface ISalesSource
{
    /// <summary>What stands in the report, such as the file's name.</summary>
    string Description { get; }

    /// <summary>Reads line by line, in the source's own order. Each call reads anew.</summary>
    /// <exception cref="InputException">The source can't be read any further.</exception>
    IEnumerable<RawLine> Read();
}
