namespace InventorySync.Storage.InMemory;

/// <summary>One movement: what it changed, the level after it, and links to its level, its operation and the movement before it.</summary>
internal struct MovementEntry
{
    public long OnHandDelta;
    public long ReservedDelta;
    public long OnHand;
    public long Reserved;
    public int Version;
    public int Level;
    public int Operation;
    public int PreviousOfLevel;
}
