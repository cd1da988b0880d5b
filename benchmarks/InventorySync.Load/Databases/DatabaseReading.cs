namespace InventorySync.Load.Databases;

/// <summary>Meters that only rise.</summary>
/// <param name="WalBytes">Bytes written to the write-ahead log.</param>
/// <param name="ProcessorSeconds">Processor time of the server's processes; null where it is not readable, or is the callers' own.</param>
internal sealed record DatabaseReading(double WalBytes, double? ProcessorSeconds);
