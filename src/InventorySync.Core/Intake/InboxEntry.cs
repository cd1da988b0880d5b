using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>A notification that was accepted and waits to be applied.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record InboxEntry
{
    /// <summary>The channel that sent it.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The notification's id at the channel, or the resource it names: repeats of one key are recognised.</summary>
    public required string Key { get; init; }

    /// <summary>What the adapter needs to fetch or read it, as the adapter wrote it.</summary>
    public required string Payload { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it is to be tried next.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>
    /// Whether the key names this one notification, so that a repeat of it can't bring news even after it was applied. A key
    /// that names a resource may come again because the resource changed again.
    /// </summary>
    /// <value>false</value>
    public bool KeyIsUnique { get; init; }

    /// <summary>How many notifications of its key it stands for, from 1.</summary>
    /// <value>1</value>
    public int Arrivals { get; init; } = 1;

    /// <summary>How often it was tried in vain.</summary>
    /// <value>0</value>
    public int FailedAttempts { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    /// <value>null</value>
    public string? LastCause { get; init; }
}
