using InventorySync.Storage.EfCore.Model;
using SQLitePCL;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>A connection, and what the tables on it are called.</summary>
internal readonly record struct NamedConnection(sqlite3 Connection, TableNames Names);
