namespace InventorySync.Storage.EfCore.Sqlite;

public sealed class SqliteSettingsTests
{
    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=:MEMORY:")]
    [InlineData("Data Source=shared;Mode=Memory;Cache=Shared")]
    [InlineData("Data Source=file::memory:?cache=shared")]
    [InlineData("Data Source=file:x?mode=memory")]
    [InlineData("Data Source=")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Cache=Private")]
    public void Parse_NoFile_NamesUseInMemoryStore(string connectionString)
    {
        var fault = Assert.Throws<ArgumentException>(() => SqliteSettings.Parse(connectionString));

        Assert.Contains("UseInMemoryStore()", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ReadOnly_SaysThatAStoreWrites()
    {
        var fault = Assert.Throws<ArgumentException>(() => SqliteSettings.Parse("Data Source=a.db;Mode=ReadOnly"));

        Assert.Contains("'a.db' is opened with Mode=ReadOnly", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Password_IsRefusedWithoutRepeatingIt()
    {
        var fault = Assert.Throws<ArgumentException>(() => SqliteSettings.Parse("Data Source=a.db;Password=secret"));

        Assert.Contains("leave Password out", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inventory.db")]
    [InlineData("Data Source=a.db;Colour=blue")]
    [InlineData("Host=localhost;Database=x")]
    public void Parse_OtherDatabasesOrGarbage_ShowsTheUsualForm(string connectionString)
    {
        var fault = Assert.Throws<ArgumentException>(() => SqliteSettings.Parse(connectionString));

        Assert.Contains($"'{connectionString}' is no SQLite connection string", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Data Source=inventory.db", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_File_KeepsItAndTheTimeout()
    {
        var settings = SqliteSettings.Parse("Data Source=a.db;Default Timeout=3");

        Assert.Equal("a.db", settings.File);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.BusyTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), SqliteSettings.Parse("Data Source=a.db").BusyTimeout);
    }
}
