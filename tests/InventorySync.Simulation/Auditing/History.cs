using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>What was asked and told, and what the store was seen to commit: the two sides that have to agree.</summary>
internal sealed class History
{
    private readonly Dictionary<OperationId, List<Request>> _requests = [];
    private readonly Dictionary<OperationId, Commit> _commits = [];

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
