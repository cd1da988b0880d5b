using FsCheck;
using FsCheck.Fluent;
using InventorySync.Stock;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Catalog;

public sealed class KitGraphProperties
{
    private const int Articles = 8;

    [Fact]
    public void With_AnySequenceOfSaves_IsWhatReckoningFromScratchGives() => Property.Holds(Saves, saves =>
    {
        var snapshot = CatalogSnapshot.Empty;
        Dictionary<string, (string Sku, long Quantity)[]> model = [];
        foreach (var save in saves)
        {
            snapshot = snapshot.With([Items.Kit(save.Sku, save.Components)]);
            model[save.Sku] = save.Components;
        }

        foreach (var sku in Enumerable.Range(0, Articles).Select(Name))
        {
            Assert.Equal(
                Flat(sku, model).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Value} {part.Key}"),
                snapshot.Expand(new Sku(sku)).Select(part => $"{part.Quantity} {part.Sku}"));
            Assert.Equal(
                Enumerable.Range(0, Articles).Select(Name).Where(kit => kit != sku && Holds(kit, sku, model)),
                snapshot.KitsUsing(new Sku(sku)).Select(kit => kit.Value));
        }
    });

    // Components have higher numbers than their kit, so that there are no circles.
    private static Gen<(string Sku, (string Sku, long Quantity)[] Components)[]> Saves =>
        (from kit in Gen.Choose(0, Articles - 2)
         from parts in Gen.SubListOf(Enumerable.Range(kit + 1, Articles - kit - 1))
         from quantity in Gen.Choose(1, 3)
         select (Name(kit), parts.Select(part => (Name(part), (long)quantity)).ToArray())).ArrayOf();

    private static string Name(int article) => $"A{article}";

    private static Dictionary<string, long> Flat(string sku, Dictionary<string, (string Sku, long Quantity)[]> model) =>
        model.GetValueOrDefault(sku, []) is { Length: > 0 } components
            ? components
                .SelectMany(component => Flat(component.Sku, model).Select(part => (part.Key, Units: part.Value * component.Quantity)))
                .GroupBy(part => part.Key)
                .ToDictionary(group => group.Key, group => group.Sum(part => part.Units))
            : new() { [sku] = 1 };

    private static bool Holds(string kit, string sku, Dictionary<string, (string Sku, long Quantity)[]> model) =>
        model.GetValueOrDefault(kit, []).Any(component => component.Sku == sku || Holds(component.Sku, sku, model));
}
