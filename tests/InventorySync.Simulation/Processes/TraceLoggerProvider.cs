using InventorySync.Simulation.Worlds;
using Microsoft.Extensions.Logging;

namespace InventorySync.Simulation.Processes;

/// <summary>Puts the product's own log between the events of a trace that somebody reads.</summary>
internal sealed class TraceLoggerProvider : ILoggerProvider
{
    private readonly TraceLogger _logger;

    public TraceLoggerProvider(string actor, Trace trace) => _logger = new TraceLogger(actor, trace);

    public ILogger CreateLogger(string categoryName) => _logger;

    public void Dispose()
    {
    }

    private sealed class TraceLogger : ILogger
    {
        private readonly string _actor;
        private readonly Trace _trace;

        public TraceLogger(string actor, Trace trace)
        {
            _actor = actor;
            _trace = trace;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _trace.Remark(_actor, $"  {logLevel}: {formatter(state, exception)}{(exception is null ? string.Empty : $" ({exception.Message})")}");
    }
}
