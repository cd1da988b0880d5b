using InventorySync.Alerts;

namespace InventorySync.Storage.InMemory;

/// <summary>Every incident in the order of recording.</summary>
/// <remarks>Used under the ledger's lock.</remarks>
internal sealed class IncidentLog
{
    private readonly List<Incident> _incidents = [];
    private readonly Dictionary<Guid, int> _indexes = [];

    public bool Contains(Guid id) => _indexes.ContainsKey(id);

    public void Add(Incident incident)
    {
        _indexes.Add(incident.Id, _incidents.Count);
        _incidents.Add(incident);
    }

    public bool Resolve(Guid id, string resolution, DateTimeOffset at)
    {
        if (!_indexes.TryGetValue(id, out var index) || _incidents[index].ResolvedAt is not null)
        {
            return false;
        }

        _incidents[index] = _incidents[index] with { ResolvedAt = at, Resolution = resolution };
        return true;
    }

    public bool Classify(Guid id, IncidentCause cause)
    {
        if (!_indexes.TryGetValue(id, out var index))
        {
            return false;
        }

        _incidents[index] = _incidents[index] with { Cause = cause };
        return true;
    }

    /// <summary>The newest first.</summary>
    public List<Incident> Read(bool openOnly)
    {
        List<Incident> found = [];
        for (var i = _incidents.Count - 1; i >= 0; i--)
        {
            if (!openOnly || _incidents[i].ResolvedAt is null)
            {
                found.Add(_incidents[i]);
            }
        }

        return found;
    }
}
