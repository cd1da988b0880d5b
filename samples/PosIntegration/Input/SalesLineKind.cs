namespace PosIntegration.Input;

/// <summary>What a usable line says.</summary>
internal enum SalesLineKind
{
    None = 0,

    /// <summary>Units were sold (at price zero: given away; they leave the shelf all the same).</summary>
    Sale = 1,

    /// <summary>Units of an earlier sale were cancelled or came back: the invoice number begins with C.</summary>
    Cancellation = 2,

    /// <summary>Units were written off or corrected: a negative quantity without C.</summary>
    WriteOff = 3,
}
