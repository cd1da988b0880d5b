using System.Globalization;

namespace InventorySync.Buffers;

/// <summary>What policies made of other policies share. Pure.</summary>
internal static class PolicyList
{
    public static IBufferPolicy[] Checked(IReadOnlyList<IBufferPolicy> policies, string parameter)
    {
        ArgumentNullException.ThrowIfNull(policies, parameter);
        if (policies.Count == 0)
        {
            throw new ArgumentException("The list of policies is empty; give at least one.", parameter);
        }

        for (var i = 0; i < policies.Count; i++)
        {
            if (policies[i] is null)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Policy {i} of the list is null; give a policy."), parameter);
            }
        }

        return [.. policies];
    }

    /// <summary>What one of them holds back, from 0 to what there is.</summary>
    public static long Units(IBufferPolicy policy, in BufferContext context) => Math.Clamp(policy.UnitsHeldBack(context), 0, context.Units);

    public static string Describe(IBufferPolicy[] policies, in BufferContext context)
    {
        var parts = new string[policies.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = string.Create(CultureInfo.InvariantCulture, $"{Units(policies[i], context)} ({policies[i].Name}: {policies[i].Describe(context)})");
        }

        return string.Join(", ", parts);
    }

    public static DateTimeOffset? ReviewAt(IBufferPolicy[] policies, in BufferContext context)
    {
        DateTimeOffset? first = null;
        foreach (var policy in policies)
        {
            first = policy.ReviewAt(context) is { } at && (first is not { } before || at < before) ? at : first;
        }

        return first;
    }
}
