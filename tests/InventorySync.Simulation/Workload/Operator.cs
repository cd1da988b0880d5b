using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Simulation.Worlds;

namespace InventorySync.Simulation.Workload;

/// <summary>The person at the console: pauses and resumes channels, resyncs them, holds listings, answers questions, retries dead letters.</summary>
internal sealed class Operator : IActor
{
    private readonly World _world;
    private readonly Chance _chance;

    public Operator(World world)
    {
        _world = world;
        _chance = world.Chance.Branch();
    }

    public double Weight => _world.Markets.Count * 0.6;

    public void Act()
    {
        var market = _chance.Pick(_world.Markets);
        var sku = _chance.Pick(market.Skus);
        switch (_chance.PickWeighted([1, 2, 2, 1, 1, 1, 3, 1, 2]))
        {
            case 0:
                Do($"pauses {market.Id}", broadcast => broadcast.PauseAsync(market.Id));
                break;
            case 1:
                Do($"resumes {market.Id}", broadcast => broadcast.ResumeAsync(market.Id));
                break;
            case 2:
                var scope = _chance.Happens(0.5) ? ResyncScope.Full : ResyncScope.Changed;
                Do($"resyncs {market.Id}, {scope}", broadcast => broadcast.ResyncAsync(market.Id, scope));
                break;
            case 3:
                DoListing($"holds {market.Id}/{sku}", listings => listings.HoldAsync(market.Id, sku));
                break;
            case 4:
                DoListing($"releases {market.Id}/{sku}", listings => listings.ReleaseAsync(market.Id, sku));
                break;
            case 5:
                market.Place.Poison(market.ListingOf(sku), _chance.Happens(0.5));
                _world.Trace.Note("operator", $"poisons or cures {market.Id}/{sku}");
                break;
            case 6:
                Watch(AnswerAsync(market, agrees: _chance.Happens(0.7)));
                break;
            case 7:
                DoListing($"retries {market.Id}/{sku}", listings => listings.RetryAsync(market.Id, sku));
                break;
            default:
                Watch(RetryLettersAsync());
                break;
        }
    }

    /// <summary>All channels run, no listing is held or rejected, every question is answered with yes, every dead letter tried again.</summary>
    public async Task SettleAsync()
    {
        foreach (var market in _world.Markets)
        {
            await InsistAsync($"resumes {market.Id}", process => process.Get<IBroadcast>().ResumeAsync(market.Id));
            foreach (var sku in market.Skus)
            {
                market.Place.Poison(market.ListingOf(sku), poisoned: false);
                await InsistAsync($"releases {market.Id}/{sku}", process => process.Get<IListings>().ReleaseAsync(market.Id, sku));
            }
        }

        _world.Later(TimeSpan.FromSeconds(10), Tend);
    }

    /// <summary>From the end of the stirring on somebody answers every question and retries every letter, as long as any come.</summary>
    private void Tend()
    {
        foreach (var market in _world.Markets)
        {
            Watch(AnswerAsync(market, agrees: true));
        }

        Watch(RetryLettersAsync());
        _world.Later(TimeSpan.FromSeconds(30), Tend);
    }

    /// <summary>A question stands with the process that keeps the channel: it is looked for in all of them.</summary>
    private async Task AnswerAsync(Market market, bool agrees)
    {
        foreach (var process in _world.Plan.SharesChannels ? _world.Processes : [_world.Broadcaster])
        {
            var answer = await process.CallAsync(async running =>
            {
                var broadcast = running.Get<IBroadcast>();
                var status = await broadcast.ReadStatusAsync(market.Id);
                return status.Question is not { } question
                    ? null
                    : (agrees ? await broadcast.ConfirmAsync(market.Id, question.Id) : await broadcast.CancelAsync(market.Id, question.Id)).ToString();
            });
            if (answer.Value is { } taken)
            {
                _world.Trace.Note("operator", $"answers {market.Id} with {(agrees ? "yes" : "no")}: {taken}");
            }
        }
    }

    private async Task RetryLettersAsync()
    {
        var letters = new List<DeadLetter>();
        await foreach (var letter in _world.Durable.DeadLetters.ReadAsync(openOnly: true))
        {
            letters.Add(letter);
        }

        foreach (var letter in letters)
        {
            var answer = await _world.Broadcaster.CallAsync(process => process.Get<IDeadLetters>().RetryAsync(letter.Id));
            _world.Trace.Note("operator", $"retries letter {letter.Kind} {letter.Channel}/{letter.Key}: {answer.Ending} {answer.Value.Status}");
        }
    }

    private async Task InsistAsync(string what, Func<Processes.Process, Task> call)
    {
        while (!(await DoAsync(what, call)))
        {
            await _world.PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private void Do(string what, Func<IBroadcast, Task> call) => Watch(DoAsync(what, process => call(process.Get<IBroadcast>())));

    private void DoListing(string what, Func<IListings, Task> call) => Watch(DoAsync(what, process => call(process.Get<IListings>())));

    private async Task<bool> DoAsync(string what, Func<Processes.Process, Task> call)
    {
        var answer = await _world.Broadcaster.CallAsync(async process =>
        {
            await call(process);
            return true;
        });
        _world.Trace.Note("operator", $"{what}: {answer.Ending}");
        return answer.IsAnswered;
    }

    private void Watch(Task work) => _world.Auditor.Verdict.Watch(work);
}
