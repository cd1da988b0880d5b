using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>What was asked and told, and what the store was seen to commit: the two sides that have to agree.</summary>
internal sealed class History
{
    private readonly Dictionary<OperationId, List<Request>> _requests = [];
    private readonly Dictionary<OperationId, Commit> _commits = [];
    private readonly Dictionary<LevelKey, List<(int Commit, Level Level)>> _states = [];

    /// <summary>Every request, in the order in which they were asked.</summary>
    public List<Request> All { get; } = [];

    /// <summary>Every applied operation, by its id.</summary>
    public IReadOnlyDictionary<OperationId, Commit> Commits => _commits;

    public IReadOnlyDictionary<OperationId, List<Request>> Requests => _requests;

    public void Add(Request request)
    {
        All.Add(request);
        if (!_requests.TryGetValue(request.Operation.Id, out var asked))
        {
            _requests.Add(request.Operation.Id, asked = []);
        }

        asked.Add(request);
    }

    /// <summary>A movement left a level like this.</summary>
    /// <param name="commit">Which commit it was in.</param>
    /// <param name="level">The level right after the movement.</param>
    public void Add(int commit, Level level)
    {
        if (!_states.TryGetValue(level.Key, out var states))
        {
            _states.Add(level.Key, states = [(0, new Level(level.Sku, level.Location, OnHand: 0, Reserved: 0, Version: 0))]);
        }

        states.Add((commit, level));
    }

    /// <summary>What a level was like from after one commit to after another, between the movements of a commit too.</summary>
    public IReadOnlyList<Level> StatesOf(LevelKey key, int fromCommit, int toCommit)
    {
        if (!_states.TryGetValue(key, out var states))
        {
            return [new Level(key.Sku, key.Location, OnHand: 0, Reserved: 0, Version: 0)];
        }

        var first = states.FindLastIndex(state => state.Commit <= fromCommit);
        return [.. states.Skip(first).TakeWhile(state => state.Commit <= toCommit).Select(state => state.Level)];
    }

    /// <exception cref="InvariantViolatedException">The store wrote it a second time (I3).</exception>
    public void Add(Commit commit)
    {
        if (!_commits.TryAdd(commit.Record.Id, commit))
        {
            throw new InvariantViolatedException(
                Invariant.I3ExactlyOnce,
                $"operation {commit.Record.Id} was committed in commit {_commits[commit.Record.Id].Number} and again in commit {commit.Number}");
        }
    }
}
