namespace PosIntegration.Input;

/// <summary>The input can't be read at all; the message names the file, the place and the remedy. Single bad lines are counted instead.</summary>
internal sealed class InputException : Exception
{
    public InputException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
