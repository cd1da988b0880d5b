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
    private static readonly TimeSpan AnswerInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(30);

    private readonly string _name;
    private readonly Func<string, Incarnation> _beBorn;
    private readonly Func<Incarnation, ServiceProvider> _build;
    private readonly Auditor _auditor;
    private readonly Trace _trace;
    private readonly PendingCalls _calls;
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
        _calls = new PendingCalls(auditor.Verdict);
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
        if (Life is not { IsAlive: true } life || State == ProcessState.Down)
        {
            return;
        }

        life.Kill();
        State = ProcessState.Down;
        _trace.Note(life.Name, "crashes");
        _calls.BreakAll();

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

        // What was applied in time may have something to look up before its caller hears.
        for (var waited = TimeSpan.Zero; _calls.Count > 0; waited += AnswerInterval)
        {
            if (waited > AnswerTimeMax)
            {
                throw new InvariantViolatedException(Invariant.I4Durable, $"{life.Name} has stopped and left {_calls.Count} callers without an answer");
            }

            await life.PassAsync(AnswerInterval, CancellationToken.None);
        }

        await _services!.DisposeAsync();
        _services = null;
        State = ProcessState.Down;
        _trace.Note(life.Name, "has stopped");
        life.Retire();
    }

    /// <summary>Calls the running process.</summary>
    /// <param name="call">What of it to call.</param>
    /// <returns>What the caller hears of it.</returns>
    public async Task<Answer<T>> CallAsync<T>(Func<Process, Task<T>> call) =>
        IsUp ? await _calls.CallAsync(() => call(this)) : new Answer<T>(CallEnding.NotThere, Why: "no process runs");

    /// <summary>Asks the running process to apply an operation, and lets the auditor hear.</summary>
    /// <returns>What the caller was told; null: nothing.</returns>
    public async Task<StockOutcome?> ApplyAsync(StockOperation operation, CancellationToken cancellationToken)
    {
        var request = _auditor.Ask(operation, Life!.Name);
        var answer = await CallAsync(process => process.Get<IStockController>().ApplyAsync(operation, cancellationToken).AsTask());
        if (answer.Value is { } outcome)
        {
            _auditor.Tell(request, outcome);
            return outcome;
        }

        var fate = answer.Ending is CallEnding.Withdrawn or CallEnding.Stopped or CallEnding.NotThere ? RequestFate.NothingChanged : RequestFate.Unknown;
        _auditor.TellFailed(request, fate, answer.Why);
        return null;
    }
}
