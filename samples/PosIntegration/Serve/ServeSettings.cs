using PosIntegration.CommandLine;

namespace PosIntegration.Serve;

/// <summary>How the demo shop runs.</summary>
/// <param name="Port">Where it listens on loopback; 0: any free port.</param>
/// <param name="Buffer">What is held back from every marketplace.</param>
internal sealed record ServeSettings(int Port, BufferChoice Buffer);
