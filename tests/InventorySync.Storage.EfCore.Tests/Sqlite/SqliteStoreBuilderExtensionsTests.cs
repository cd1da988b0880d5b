using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Storage.EfCore.Sqlite;

public sealed class SqliteStoreBuilderExtensionsTests : IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task UseSqlite_File_RegistersTheStore()
    {
        var services = new ServiceCollection().AddInventorySync(sync => sync.UseSqlite(_file.ConnectionString));
        await using var provider = services.BuildServiceProvider();

        var store = provider.GetRequiredService<IInventoryStore>();
        await store.InitializeAsync();

        Assert.True(File.Exists(_file.Path));
        Assert.Same(store, provider.GetRequiredService<IInventoryStore>());
    }

    [Fact]
    public void UseSqlite_InMemory_IsRefusedAtOnce() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddInventorySync(sync => sync.UseSqlite("Data Source=:memory:")));

    [Fact]
    public void UseSqlite_AfterAnotherStore_SaysThatThereIsOne()
    {
        var fault = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddInventorySync(sync => sync.UseInMemoryStore().UseSqlite(_file.ConnectionString)));

        Assert.Contains("A store has been chosen already", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_DisposedWithoutAwait_ClosesTheStore()
    {
        var services = new ServiceCollection().AddInventorySync(sync => sync.UseSqlite(_file.ConnectionString));
        IInventoryStore store;
        using (var provider = services.BuildServiceProvider())
        {
            store = provider.GetRequiredService<IInventoryStore>();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.InitializeAsync());
    }
}
