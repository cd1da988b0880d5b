using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Intake.Tills;

/// <summary>A till's own list of what it sold while it could not reach the stock controller: a file that only grows, and is drained later.</summary>
/// <remarks>
/// <para>
/// A sale that was appended survives a crash and a power cut right after. Draining, by <see cref="IIntake.DrainAsync"/>, records the
/// sales in their order as facts of their own time; how far it came is kept beside the journal in a second file
/// (<c>.progress</c>), so that it goes on after a restart, and draining twice changes nothing. Once all is drained the file is
/// emptied. Keep the two files together.
/// </para>
/// <para>One process opens a journal at a time. Safe from any thread; a sale can be appended while earlier ones are drained.</para>
/// </remarks>
public sealed class TillJournal : IDisposable
{
    /// <summary>After how many sales the progress is kept: sales that a crash makes it drain again change nothing.</summary>
    private const int ProgressInterval = 32;

    private readonly Lock _lock = new();
    private readonly JournalFile _file;
    private readonly string _progressPath;
    private readonly Dictionary<(string Receipt, DateTimeOffset SoldAt), byte[]> _lines = [];
    private JournalProgress _progress;
    private bool _isDraining;
    private long _pending;

    private TillJournal(JournalFile file, string progressPath, ChannelId till)
    {
        _file = file;
        _progressPath = progressPath;
        Till = till;
        _progress = JournalProgress.Load(progressPath);
        if (!file.IsLineStart(_progress.Drained))
        {
            // The journal was emptied and the crash came before that was noted, or it is another journal: drain it all.
            _progress = JournalProgress.Start;
            _progress.Save(progressPath);
        }

        for (var offset = _progress.Drained; offset < file.Length;)
        {
            foreach (var line in file.ReadLines(offset))
            {
                offset += line.Length;
                _pending++;
                if (JournalLine.Read(line) is { } sale)
                {
                    _lines[(sale.Receipt, sale.SoldAt)] = line;
                }
            }
        }
    }

    /// <summary>The till; its sales carry it as their channel.</summary>
    public ChannelId Till { get; }

    /// <summary>Sales that are not drained yet.</summary>
    public long Pending
    {
        get
        {
            lock (_lock)
            {
                return _pending;
            }
        }
    }

    /// <summary>Bytes of a sale that a crash left half written, cut off when the journal was opened. That sale was never confirmed.</summary>
    public long TornBytes => _file.TornBytes;

    /// <summary>Opens a journal, or makes an empty one, and cuts off what a crash may have left half written.</summary>
    /// <param name="path">The file. Its directory has to exist.</param>
    /// <param name="till">Names the till, for ever: its sales' operation ids begin with it.</param>
    /// <exception cref="ArgumentException">The path is empty or the till has no value.</exception>
    /// <exception cref="IOException">The file can't be opened, for instance because another process has it open.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to write the file.</exception>
    public static TillJournal Open(string path, ChannelId till)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (till.IsDefault)
        {
            throw new ArgumentException("ChannelId has no value; name the till, such as new ChannelId(\"till-2\").", nameof(till));
        }

        var file = JournalFile.Open(path);
        try
        {
            return new TillJournal(file, path + ".progress", till);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends a sale. It is on the disk when the task completes; the caller's thread waits for the disk.</summary>
    /// <param name="sale">The sale. One that stands in the journal already is not written again.</param>
    /// <param name="cancellationToken">Withdraws the sale before it is written.</param>
    /// <exception cref="ArgumentException">
    /// The receipt or a line is not permitted, or the journal has other lines under the same receipt and time; the message says which.
    /// </exception>
    /// <exception cref="IOException">It could not be written: the sale is not recorded.</exception>
    public Task AppendAsync(TillSale sale, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sale);
        cancellationToken.ThrowIfCancellationRequested();

        // What draining would refuse is refused here, where the till can still do something about it.
        StockOperation.RecordSale(TillSale.OperationOf(Till, sale.Receipt), sale.SoldAt, [.. sale.Lines]);
        var line = JournalLine.Write(sale);
        lock (_lock)
        {
            if (!_lines.TryGetValue((sale.Receipt, sale.SoldAt), out var before))
            {
                _file.Append(line);
                _lines.Add((sale.Receipt, sale.SoldAt), line);
                _pending++;
            }
            else if (!before.AsSpan().SequenceEqual(line))
            {
                throw new ArgumentException($"The journal has another sale under receipt '{sale.Receipt}' of {sale.SoldAt:O}; give each sale a number of its own.", nameof(sale));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Closes the file. What is not drained stays in it.</summary>
    public void Dispose() => _file.Dispose();

    internal async Task<TillDrainReport> DrainAsync(SaleIntake sales, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isDraining)
            {
                throw new InvalidOperationException($"The journal of {Till} is being drained already; await that drain.");
            }

            _isDraining = true;
        }

        var tally = new DrainTally { TornBytes = TornBytes };
        try
        {
            while (ReadLines() is { Count: > 0 } lines)
            {
                foreach (var line in lines)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await DrainAsync(sales, line, tally, cancellationToken).ConfigureAwait(false);
                }
            }

            return tally.ToReport();
        }
        finally
        {
            Finish();
        }
    }

    private async Task DrainAsync(SaleIntake sales, byte[] line, DrainTally tally, CancellationToken cancellationToken)
    {
        if (JournalLine.Read(line) is { } sale)
        {
            tally.Add(await sales.RecordAsync(Till, sale, _progress.Split, Split, cancellationToken).ConfigureAwait(false));
        }
        else
        {
            await sales.KeepDamagedAsync(Till, line, cancellationToken).ConfigureAwait(false);
            tally.Damaged++;
        }

        lock (_lock)
        {
            _progress = new JournalProgress(_progress.Drained + line.Length, Split: null);
            _pending--;
            if (++tally.Lines % ProgressInterval == 0)
            {
                _progress.Save(_progressPath);
            }
        }
    }

    private List<byte[]> ReadLines()
    {
        lock (_lock)
        {
            return _file.ReadLines(_progress.Drained);
        }
    }

    private void Split(string id)
    {
        lock (_lock)
        {
            _progress = _progress with { Split = id };
            _progress.Save(_progressPath);
        }
    }

    private void Finish()
    {
        lock (_lock)
        {
            _isDraining = false;
            if (_progress.Drained == _file.Length && _file.Length > 0)
            {
                // A crash between the two leaves a progress beyond the file's end, which is known to mean this.
                _file.Clear();
                _progress = JournalProgress.Start;
                _lines.Clear();
            }

            _progress.Save(_progressPath);
        }
    }
}
