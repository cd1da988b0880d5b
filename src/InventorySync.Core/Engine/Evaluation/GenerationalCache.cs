namespace InventorySync.Engine.Evaluation;

/// <summary>
/// Keeps what was used lately, up to a limit (and one batch more): two generations, the older of which is dropped whole when
/// the younger reaches half the limit. Cheaper than a list of uses, and it forgets nothing that is asked for often.
/// </summary>
/// <remarks>For one thread: the writer's loop.</remarks>
internal sealed class GenerationalCache<TKey, TValue>
    where TKey : notnull
{
    private readonly int _generationMax;
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public GenerationalCache(int countMax) => _generationMax = Math.Max(1, countMax / 2);

    public int Count => _young.Count + _old.Count;

    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
    {
        if (_young.TryGetValue(key, out value))
        {
            return true;
        }

        if (_old.Count == 0 || !_old.Remove(key, out value))
        {
            return false;
        }

        Set(key, value);
        return true;
    }

    /// <summary>Lets go of what was not used for a generation. Only here, so that nothing vanishes in the middle of a batch.</summary>
    public void Age()
    {
        if (_young.Count >= _generationMax)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }
    }

    public void Set(TKey key, TValue value)
    {
        _young[key] = value;
        if (_old.Count > 0)
        {
            _old.Remove(key);
        }
    }

    public void Remove(TKey key)
    {
        _young.Remove(key);
        _old.Remove(key);
    }
}
