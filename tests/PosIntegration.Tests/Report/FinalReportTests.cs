using PosIntegration.Audit;
using PosIntegration.Input;
using PosIntegration.Replay;
using PosIntegration.Report;

namespace PosIntegration.Tests.Report;

public sealed class FinalReportTests
{
    [Fact]
    public void Print_AllHolds_SaysSoAndEndsWithZero()
    {
        var outcome = NewOutcome();

        Assert.Contains("All invariants hold and every line of the input is accounted for.", Print(outcome), StringComparison.Ordinal);
        Assert.Equal(0, ExitCode.Of(outcome));
    }

    [Fact]
    public void Print_BrokenInvariant_NamesItWithWhatSpeaksAgainstItAndEndsWithOne()
    {
        var findings = new Findings();
        findings.Add("MUG at warehouse: out was accepted and left -1 available");
        var outcome = NewOutcome() with { Invariants = [new InvariantResult("I1 No oversell", "7 requests", findings, LookedAt: 7)] };

        var text = Print(outcome);

        Assert.Contains("BROKEN: I1 No oversell", text, StringComparison.Ordinal);
        Assert.Contains("MUG at warehouse: out was accepted and left -1 available", text, StringComparison.Ordinal);
        Assert.Equal(1, ExitCode.Of(outcome));
    }

    [Fact]
    public void Print_InvariantWithNothingToCheck_IsNotClaimedToHold()
    {
        var outcome = NewOutcome() with { Invariants = [new InvariantResult("I8 Never stale", "0 quantities landed", new Findings(), LookedAt: 0)] };

        var text = Print(outcome);

        Assert.Matches("I8 Never stale +nothing to check +0 quantities landed", text);
        Assert.Contains("There was nothing to check for: I8 Never stale.", text, StringComparison.Ordinal);
        Assert.Equal(0, ExitCode.Of(outcome));
    }

    [Fact]
    public void Print_LinesUnaccountedFor_SaysSoAndEndsWithOne()
    {
        var outcome = NewOutcome();
        outcome.Account.NoteRead();

        Assert.Contains("BROKEN: the account of the input", Print(outcome), StringComparison.Ordinal);
        Assert.Equal(1, ExitCode.Of(outcome));
    }

    [Fact]
    public void Print_LinesNotUsed_ListsCausesWithExamples()
    {
        var outcome = NewOutcome();
        outcome.Account.NoteRead();
        outcome.Account.NoteUnused(LineCause.NoGoods, 46, "StockCode [POST]");

        var text = Print(outcome);

        Assert.Contains("not used: no goods (postage, fees, vouchers)", text, StringComparison.Ordinal);
        Assert.Contains("line 46: StockCode [POST]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Print_ToAFile_HasNoEscapeCodes() => Assert.DoesNotContain('\u001b', Print(NewOutcome()));

    private static string Print(Outcome outcome)
    {
        using var output = new StringWriter();
        new FinalReport(Screen.Of(output)).Print(outcome);
        return output.ToString();
    }

    private static Outcome NewOutcome() => new()
    {
        Source = "some lines",
        Account = new InputAccount(),
        Progress = Samples.Progress,
        Totals = [],
        UnitsReceived = 100,
        UnitsWrittenOff = 2,
        UnitsNotWrittenOff = 1,
        HttpCalls = 12,
        Invariants = [new InvariantResult("I1 No oversell", "7 requests", new Findings(), LookedAt: 7)],
        LedgerDigest = "abc",
        Database = null,
    };
}
