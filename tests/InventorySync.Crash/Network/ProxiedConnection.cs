using System.Net;
using System.Net.Sockets;

namespace InventorySync.Crash.Network;

/// <summary>One connection through the proxy: two sockets, and a pump each way.</summary>
internal sealed class ProxiedConnection
{
    private const int PieceBytesMax = 65_536;

    private readonly UnreliableProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile Fate _replyFate = Fate.Pass;

    public ProxiedConnection(UnreliableProxy proxy, Socket client)
    {
        _proxy = proxy;
        _client = client;
        _client.NoDelay = true;
    }

    public async Task RunAsync(int serverPort, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await _server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, serverPort), stop);
            var up = PumpAsync(end, RequestsAsync);
            await Task.WhenAll(up, PumpAsync(end, RepliesAsync));
        }
        catch (Exception gone) when (IsOver(gone))
        {
            // The server is down: who connects sees the connection end.
        }
        finally
        {
            Reset(_client);
            Reset(_server);
        }
    }

    private static bool IsOver(Exception gone) => gone is SocketException or ObjectDisposedException or OperationCanceledException;

    // Without lingering, closing sends a reset rather than an end.
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (IsOver(gone))
        {
            // It has ended by itself.
        }

        socket.Dispose();
    }

    /// <summary>Runs one direction; when it ends the other one does too.</summary>
    private static async Task PumpAsync(CancellationTokenSource end, Func<CancellationToken, Task> pump)
    {
        try
        {
            await pump(end.Token);
        }
        catch (Exception gone) when (IsOver(gone))
        {
            // Either side has closed, or the other direction has ended.
        }

        await end.CancelAsync();
    }

    private async Task RequestsAsync(CancellationToken end)
    {
        var buffer = new byte[PieceBytesMax];
        int length;
        while ((length = await _client.ReceiveAsync(buffer, end)) > 0)
        {
            var piece = buffer.AsMemory(0, length);
            var fate = _proxy.FateOf(piece);
            switch (fate)
            {
                case Fate.Reset:
                    return;
                case Fate.Late:
                    Reset(_client);
                    _replyFate = Fate.Late;
                    await _proxy.Wait(fate, end);
                    await SendAsync(_server, piece, end);

                    // The server obeys before it finds out that nobody listens any more: the other direction waits for its answer.
                    await Task.Delay(Timeout.Infinite, end);
                    return;
                case Fate.Silence:
                    _replyFate = Fate.Silence;
                    await _proxy.Wait(fate, end);
                    return;
                case Fate.Delay:
                    await _proxy.Wait(fate, end);
                    break;
                case Fate.LoseReply or Fate.CutReply:
                    _replyFate = fate;
                    break;
                default:
                    break;
            }

            await SendAsync(_server, piece, end);
        }
    }

    private async Task RepliesAsync(CancellationToken end)
    {
        var buffer = new byte[PieceBytesMax];
        int length;
        while ((length = await _server.ReceiveAsync(buffer, end)) > 0)
        {
            switch (_replyFate)
            {
                case Fate.LoseReply or Fate.Late:
                    return;
                case Fate.CutReply:
                    await SendAsync(_client, buffer.AsMemory(0, length / 2), end);
                    return;
                case Fate.Silence:
                    break;
                default:
                    await SendAsync(_client, buffer.AsMemory(0, length), end);
                    break;
            }
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> piece, CancellationToken end)
    {
        while (piece.Length > 0)
        {
            piece = piece[await socket.SendAsync(piece, end)..];
        }
    }
}
