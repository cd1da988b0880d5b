using InventorySync.Diagnostics;
using InventorySync.Engine;
using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Simulation.Processes;

/// <summary>One process of the application on the durable store: started, crashed and started again as often as the world likes.</summary>
internal sealed class Process
{
    private readonly string _name;
    private readonly Func<string, Incarnation> _beBorn;
    private readonly Func<Incarnation, ServiceProvider> _build;
    private readonly Auditor _auditor;
    private readonly Trace _trace;
    private readonly List<Call> _calls = [];
    private ServiceProvider? _services;
    private int _lives;

    /// <param name="name">What it is called; each life gets a number behind it.</param>
    /// <param name="beBorn">Makes an incarnation of this name.</param>
    /// <param name="build">Makes the container that a life runs in.</param>
    /// <param name="auditor">Hears what is asked and told.</param>
    /// <param name="trace">Where starts and ends are noted.</param>
    public Process(string name, Func<string, Incarnation> beBorn, Func<Incarnation, ServiceProvider> build, Auditor auditor, Trace trace)
    {
        _name = name;
        _beBorn = beBorn;
        _build = build;
        _auditor = auditor;
        _trace = trace;
    }

    public ProcessState State { get; private set; }

    public bool IsUp => State == ProcessState.Up;

    /// <summary>The present life; null before the first.</summary>
    public Incarnation? Life { get; private set; }

    /// <summary>A part of the running product.</summary>
    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    /// <summary>Starts a new life. Where the store fails meanwhile it ends at once; where it crashes meanwhile this never completes.</summary>
    public async Task StartAsync()
    {
        State = ProcessState.Starting;
        Life = _beBorn($"{_name}#{++_lives}");
        _services = _build(Life);
        _trace.Note(Life.Name, "starts");
        try
        {
            foreach (var hosted in _services.GetServices<IHostedService>())
            {
                await hosted.StartAsync(CancellationToken.None);
            }

            State = ProcessState.Up;
            _trace.Note(Life.Name, "is up");
        }
        catch (StorageException)
        {
            // As under a real host: a start that fails ends the process.
            Crash();
        }
    }

    /// <summary>Kills the process between two steps: nothing of it runs any more, and its callers never hear.</summary>
    public void Crash()
    {
        if (Life is not { IsAlive: true } life)
        {
            return;
        }

        life.Kill();
        State = ProcessState.Down;
        _trace.Note(life.Name, "crashes");
        foreach (var call in _calls.ToArray())
        {
            End(call, outcome: null, RequestFate.Unknown, "the process crashed");
        }

        // A meter is known to the whole machine; the rest of a dead process is for the garbage collector.
        _services?.GetService<InventorySyncMeter>()?.Meter.Dispose();
        _services = null;
    }

    /// <summary>Stops the process as its host would: it drains, and every caller is told.</summary>
    public async Task StopAsync()
    {
        var life = Life!;
        State = ProcessState.Stopping;
        _trace.Note(life.Name, "stops");
        foreach (var hosted in _services!.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        if (_calls.Count > 0)
        {
            throw new InvariantViolatedException(Invariant.I4Durable, $"{life.Name} stopped and left its callers without an answer, such as {_calls[0].Request}");
        }

        await _services!.DisposeAsync();
        _services = null;
        State = ProcessState.Down;
        _trace.Note(life.Name, "has stopped");
        life.Retire();
    }

    /// <summary>Asks the running process to apply an operation.</summary>
    /// <returns>What the caller heard; null: nothing, or that it failed.</returns>
    public Task<StockOutcome?> ApplyAsync(StockOperation operation, CancellationToken cancellationToken)
    {
        var call = new Call(_auditor.Ask(operation, Life!.Name), new TaskCompletionSource<StockOutcome?>());
        _calls.Add(call);
        _auditor.Verdict.Watch(RelayAsync(call, Get<IStockController>(), cancellationToken));
        return call.Answer.Task;
    }

    private async Task RelayAsync(Call call, IStockController stock, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await stock.ApplyAsync(call.Request.Operation, cancellationToken);
            End(call, outcome, RequestFate.Told, string.Empty);
        }
        catch (OperationCanceledException)
        {
            End(call, outcome: null, RequestFate.NothingChanged, "withdrawn");
        }
        catch (StockControllerStoppedException)
        {
            End(call, outcome: null, RequestFate.NothingChanged, "the process stops");
        }
        catch (StorageException failure)
        {
            End(call, outcome: null, RequestFate.Unknown, failure.Message);
        }
    }

    private void End(Call call, StockOutcome? outcome, RequestFate fate, string why)
    {
        _calls.Remove(call);
        if (outcome is not null)
        {
            _auditor.Tell(call.Request, outcome);
        }
        else
        {
            _auditor.TellFailed(call.Request, fate, why);
        }

        call.Answer.SetResult(outcome);
    }

    private sealed record Call(Request Request, TaskCompletionSource<StockOutcome?> Answer);
}
