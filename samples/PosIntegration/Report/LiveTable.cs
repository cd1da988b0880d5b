using Spectre.Console;
using Spectre.Console.Rendering;

namespace PosIntegration.Report;

/// <summary>Shows how the replay goes: in a terminal a table that is drawn anew each second, elsewhere a block of plain lines every few seconds.</summary>
internal sealed class LiveTable
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromSeconds(1);

    // A log is read afterwards: fewer blocks tell as much there.
    private static readonly TimeSpan BlockInterval = TimeSpan.FromSeconds(5);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _wall;
    private LiveDisplayContext? _live;
    private long _shownAt;

    public LiveTable(IAnsiConsole console, TimeProvider wall)
    {
        _console = console;
        _wall = wall;
        _shownAt = wall.GetTimestamp();
    }

    /// <summary>Runs something that calls <see cref="ShowAsync"/> from time to time.</summary>
    public async Task RunAsync(Func<Task> run)
    {
        if (!_console.Profile.Capabilities.Interactive)
        {
            await run();
            return;
        }

        await _console.Live(new Text("starting…")).StartAsync(async live =>
        {
            _live = live;
            await run();
        });
        _live = null;
    }

    /// <summary>Shows the progress, if it is time; otherwise costs next to nothing.</summary>
    public async ValueTask ShowAsync(Func<Task<Progress>> read)
    {
        if (_wall.GetElapsedTime(_shownAt) < (_live is null ? BlockInterval : RedrawInterval))
        {
            return;
        }

        _shownAt = _wall.GetTimestamp();
        var progress = await read();
        IRenderable view = new Rows(new Text(Line(progress)), ChannelTable.Of(progress.Rows));
        if (_live is { } live)
        {
            live.UpdateTarget(view);
        }
        else
        {
            _console.Write(view);
        }
    }

    private static string Line(Progress progress) =>
        $"{Figures.Of(progress.At)}  {progress.EventsDone} of {progress.EventsPlanned} events  {Figures.Of(progress.Sales, "sale")}  "
        + $"{Figures.Of(progress.Elapsed)}  {Figures.OfRate(progress.SalesPerSecond)} sales/s";
}
