using System.Text.Json.Serialization;
using InventorySync.Crash.Load;

namespace InventorySync.Crash.Telling;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Entry))]
[JsonSerializable(typeof(LoadSettings))]
internal sealed partial class LogJson : JsonSerializerContext;
