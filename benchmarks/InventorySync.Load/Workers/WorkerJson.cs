using System.Text.Json.Serialization;

namespace InventorySync.Load.Workers;

/// <summary>How the program and its copies write to each other.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(WorkerReport))]
internal sealed partial class WorkerJson : JsonSerializerContext;
