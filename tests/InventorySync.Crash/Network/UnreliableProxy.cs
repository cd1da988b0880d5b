using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace InventorySync.Crash.Network;

/// <summary>Stands on a port of loopback between clients and a server, and treats them as a bad network would.</summary>
internal sealed class UnreliableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Task _loop;

    /// <param name="serverPort">Where the server is.</param>
    public UnreliableProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Decides what becomes of a piece of a request; null: all pass.</summary>
    public Func<ReadOnlyMemory<byte>, Fate>? Decide { get; set; }

    /// <summary>How long delays, late arrivals and silences last.</summary>
    public Func<Fate, CancellationToken, Task> Wait { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>How many pieces met with each fate.</summary>
    public ConcurrentDictionary<Fate, int> Fates { get; } = new();

    public Fate FateOf(ReadOnlyMemory<byte> piece)
    {
        var fate = Decide?.Invoke(piece) ?? Fate.Pass;
        Fates.AddOrUpdate(fate, 1, static (_, count) => count + 1);
        return fate;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                var connection = new ProxiedConnection(this, client);
                _connections[connection] = RunAsync(connection);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        await connection.RunAsync(_serverPort, _stop.Token);
        _connections.TryRemove(connection, out _);
    }
}
