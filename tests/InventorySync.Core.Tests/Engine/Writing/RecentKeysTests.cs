using System.Buffers.Binary;
using InventorySync.Stock;

namespace InventorySync.Engine.Writing;

public sealed class RecentKeysTests
{
    public static TheoryData<string> Forms => ["uuid-7", "text"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void MayHave_WhatWasAddedLast_IsKnown(string form)
    {
        var keys = new RecentKeys(countMax: 64);
        for (var number = 0; number < 10_000; number++)
        {
            keys.Add(Id(form, number));

            Assert.True(keys.MayHave(Id(form, number)));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void MayHave_AnEighthOfTheRoomLater_NearlyAllAreKnown(string form)
    {
        const int CountMax = 1 << 16;
        var keys = new RecentKeys(CountMax);
        for (var number = 0; number < 4 * CountMax; number++)
        {
            keys.Add(Id(form, number));
        }

        // Four newer ones in a bucket where half a one is expected: 0.2 % by chance.
        var known = Enumerable.Range((4 * CountMax) - (CountMax / 8), CountMax / 8).Count(number => keys.MayHave(Id(form, number)));
        Assert.InRange(known, CountMax / 8 * 0.99, CountMax / 8);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void MayHave_NeverAdded_IsNotTakenForARepeat(string form)
    {
        var keys = new RecentKeys(1 << 16);
        for (var number = 0; number < 1 << 16; number++)
        {
            keys.Add(Id(form, number));
        }

        Assert.DoesNotContain(Enumerable.Range(1 << 16, 1 << 16), number => keys.MayHave(Id(form, number)));
    }

    // UUIDs of version 7 of one millisecond differ in few bits: those too have to spread over the table.
    private static OperationId Id(string form, int number)
    {
        if (form == "text")
        {
            return new OperationId($"till-7/{number}");
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (0x0193_4A6B_8C00L << 16) | 0x7000);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], long.MinValue | (long)number);
        return new OperationId(new Guid(bytes, bigEndian: true));
    }
}
