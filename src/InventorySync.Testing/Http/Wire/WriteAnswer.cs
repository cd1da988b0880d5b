using System.Net;
using InventorySync.Channels;

namespace InventorySync.Testing.Http.Wire;

/// <summary>What became of one row, with an HTTP status of its own: alone, or as one of many under 207.</summary>
internal sealed record WriteAnswer
{
    public required HttpStatusCode Status { get; init; }

    public string? Message { get; init; }

    public long? ActualQuantity { get; init; }

    public string? ConfirmationToken { get; init; }

    public static WriteAnswer From(PushResult result) => new()
    {
        Status = result.Status switch
        {
            PushStatus.Accepted => HttpStatusCode.OK,
            PushStatus.AcceptedToConfirm => HttpStatusCode.Accepted,
            PushStatus.Conflict => HttpStatusCode.Conflict,
            PushStatus.Rejected => HttpStatusCode.UnprocessableEntity,
            _ => HttpStatusCode.ServiceUnavailable,
        },
        Message = result.Message,
        ActualQuantity = result.ActualQuantity,
        ConfirmationToken = result.ConfirmationToken,
    };

    public PushResult ToResult() => Status switch
    {
        HttpStatusCode.OK => PushResult.Accepted,
        HttpStatusCode.Accepted when ConfirmationToken is not null => PushResult.ToConfirm(ConfirmationToken),
        HttpStatusCode.Conflict => PushResult.Conflict(ActualQuantity),
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => PushResult.Rejected(Message ?? $"Refused with {Status:D}."),
        _ => PushResult.Transient(Message ?? $"Failed with {Status:D}."),
    };
}
