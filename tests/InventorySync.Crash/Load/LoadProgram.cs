using System.Text.Json;
using InventorySync.Crash.Telling;

namespace InventorySync.Crash.Load;

/// <summary>This program as the process that sells: settings and the word to stop come by standard input.</summary>
internal static class LoadProgram
{
    /// <summary>The argument that makes a copy a load process.</summary>
    public const string Argument = "load";

    public const string Ready = "ready";
    public const string Stop = "stop";

    private const int RepeatsMax = 256;

    public static async Task<int> RunAsync()
    {
        var settings = JsonSerializer.Deserialize(await Console.In.ReadLineAsync() ?? string.Empty, LogJson.Default.LoadSettings)!;
        await using var inventory = await Inventory.StartAsync(settings.Database, settings.ConnectionString, settings.StoreRetries);
        using var log = new OutcomeLog(settings.LogFile);
        using var stop = new CancellationTokenSource();
        Console.WriteLine(Ready);
        _ = Task.Run(() => WaitForStop(stop));
        await Task.WhenAll(MakeCallers(settings, new Till(inventory, log)).Select(caller => caller.RunAsync(stop.Token)));
        return 0;
    }

    private static IEnumerable<Caller> MakeCallers(LoadSettings settings, Till till)
    {
        var earlier = settings.EarlierLog is { } file ? History.Read(file).Conversations.Values : [];
        var open = earlier.Where(conversation => conversation.IsOpen).Select(conversation => conversation.Ask).ToList();
        var applied = earlier.Where(conversation => conversation.FirstApplied is not null).Select(conversation => conversation.Ask).TakeLast(RepeatsMax).ToList();
        for (var number = 0; number < settings.Callers; number++)
        {
            var workload = new Workload(HashCodes.Of(settings.Seed, number), $"{settings.Name}-{number}", settings.Others);
            applied.Where((_, index) => index % settings.Callers == number).ToList().ForEach(workload.MayRepeat);
            yield return new Caller(till, workload, [.. open.Where((_, index) => index % settings.Callers == number)]);
        }
    }

    // Standard input stays open as long as the program that started this one lives. The console's reader blocks its thread.
    private static void WaitForStop(CancellationTokenSource stop)
    {
        if (Console.In.ReadLine() != Stop)
        {
            Environment.Exit(1);
        }

        stop.Cancel();
    }
}
