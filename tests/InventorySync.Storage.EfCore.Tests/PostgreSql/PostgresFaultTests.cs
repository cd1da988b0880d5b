using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>What PostgreSQL's errors look like to who calls.</summary>
public sealed class PostgresFaultTests
{
    [Theory]
    [InlineData("53100", true, "is full")]
    [InlineData("25006", true, "is read-only")]
    [InlineData("40001", true, "failed")]
    [InlineData("40P01", true, "failed")]
    [InlineData("53300", true, "no connection left")]
    [InlineData("57014", true, "failed")]
    [InlineData("57P01", true, "may or may not have been written")]
    [InlineData("57P03", true, "may or may not have been written")]
    [InlineData("42501", false, "Grant it")]
    [InlineData("42P01", false, "lacks a table")]
    [InlineData("28P01", false, "refused the user")]
    [InlineData("3D000", false, "no such database")]
    public void Translate_SqlState_SaysWhatToDoAndWhetherToAskAgain(string state, bool isTransient, string words)
    {
        var fault = PostgresFault.Translate(new PostgresException("cause", "ERROR", "ERROR", state), "'shop' at db:5432");

        Assert.Equal(isTransient, fault.IsTransient);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Exception> Breaks =>
    [
        new NpgsqlException("Exception while reading from stream"),
        new SocketException(),
        new TimeoutException(),
        new DbUpdateException("saving", new NpgsqlException("gone")),
        new InvalidOperationException("transient", new NpgsqlException("gone")),
        new ObjectDisposedException("System.Threading.ManualResetEventSlim"), // Npgsql 10.0.0, of a connection that breaks while a command begins.
    ];

    [Theory]
    [MemberData(nameof(Breaks), DisableDiscoveryEnumeration = true)]
    public void Translate_ConnectionBroken_SaysThatItMayBeWritten(Exception cause)
    {
        Assert.NotNull(PostgresFault.CauseOf(cause));

        var fault = PostgresFault.Translate(cause, "'shop' at db:5432");

        Assert.True(fault.IsTransient);
        Assert.Contains("may or may not have been written", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CauseOf_WhatIsNotTheDatabases_IsNull()
    {
        Assert.Null(PostgresFault.CauseOf(new InvalidOperationException("a bug")));
        Assert.Null(PostgresFault.CauseOf(new ObjectDisposedException("InventorySync.Storage.EfCore.PostgreSql.PostgresDatabase")));
    }
}
