using System.Threading.Channels;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Subjects.Sqlite;

/// <summary>Group commit as the library does it, over a plain unique index on the key: what the library's own key index gains.</summary>
internal sealed class SqlitePlainKey : ISubject
{
    private const int BatchMax = 512;

    private readonly Channel<Request> _requests = Channel.CreateBounded<Request>(new BoundedChannelOptions(4_096) { SingleReader = true });
    private readonly NativeSales _sales;
    private readonly Task _writer;

    public SqlitePlainKey(string file, KeyForm keys)
    {
        _sales = new NativeSales(file, SubjectNames.SqlitePlainKey, keys);
        _writer = Task.Run(WriteAsync);
    }

    public async ValueTask<Answer> SellAsync(Sale sale)
    {
        var request = new Request(sale, new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _requests.Writer.WriteAsync(request);
        return await request.Answered.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.Complete();
        await _writer;
        _sales.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<(Request Request, Answer Answer)>(BatchMax);
        while (await _requests.Reader.WaitToReadAsync())
        {
            _sales.Begin();
            while (batch.Count < BatchMax && _requests.Reader.TryRead(out var request))
            {
                batch.Add((request, _sales.Sell(request.Sale)));
            }

            _sales.Commit();
            batch.ForEach(done => done.Request.Answered.SetResult(done.Answer));
            batch.Clear();
        }
    }

    private sealed record Request(Sale Sale, TaskCompletionSource<Answer> Answered);
}
