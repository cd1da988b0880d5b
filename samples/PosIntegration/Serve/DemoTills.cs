using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Intake.Tills;
using PosIntegration.Plan;

namespace PosIntegration.Serve;

/// <summary>The tills of the demo shop, each with its journal.</summary>
internal sealed class DemoTills : IDisposable
{
    private readonly Dictionary<string, DemoTill> _tills;

    public DemoTills(string folder) => _tills = new[] { Outlet.Till1, Outlet.Till2 }.ToDictionary(name => name, name => new DemoTill(name, folder));

    public IEnumerable<string> Names => _tills.Keys;

    public DemoTill? Find(string name) => _tills.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (var till in _tills.Values)
        {
            till.Journal.Dispose();
        }
    }

    /// <summary>One of them. Safe from any thread.</summary>
    internal sealed class DemoTill
    {
        private volatile bool _isOffline;

        public DemoTill(string name, string folder)
        {
            Id = new ChannelId(name);
            Journal = TillJournal.Open(Path.Combine(folder, $"{name}.journal"), Id);
        }

        public ChannelId Id { get; }

        public TillJournal Journal { get; }

        public bool IsOffline => _isOffline;

        public object GoOffline()
        {
            _isOffline = true;
            return new { Till = Id.Value, Status = "offline: sales go into its journal" };
        }

        public async Task<TillDrainReport> ComeBackAsync(IIntake intake, CancellationToken cancellationToken)
        {
            _isOffline = false;
            return await intake.DrainAsync(Journal, cancellationToken);
        }
    }
}
