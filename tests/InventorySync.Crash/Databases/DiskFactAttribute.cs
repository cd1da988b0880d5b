namespace InventorySync.Crash.Databases;

/// <summary>A test that needs a <see cref="Tmpfs"/>, and is skipped with the reason where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute() => Skip = Tmpfs.Unavailable;
}
