using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace InventorySync.Architecture.Tests;

/// <summary>Writes what callers and inheritors of an assembly can see, one line for each type and member, in a stable order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Lines(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(IsVisible)
            .Select(type => (Name: FullName(type), Type: type))
            .OrderBy(item => item.Name, StringComparer.Ordinal)
            .SelectMany(item => Lines(item.Type, item.Name)),
    ];

    private static IEnumerable<string> Lines(Type type, string name)
    {
        var members = IsDelegate(type) ? [] : type.IsEnum ? EnumMembers(type) : Members(type);
        return members.Order(StringComparer.Ordinal).Select(member => $"{name}.{member}").Prepend(Header(type, name));
    }

    private static string Header(Type type, string name)
    {
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate {name}({Signature.Parameters(invoke)}) -> {Signature.Returned(invoke)}";
        }

        if (type.IsEnum)
        {
            return $"enum {name} : {Signature.TypeName(Enum.GetUnderlyingType(type))}";
        }

        // What a base type brings is listed with the base type.
        var inherited = type.BaseType is null or { FullName: "System.Object" or "System.ValueType" } ? null : type.BaseType;
        var interfaces = type.GetInterfaces()
            .Where(contract => contract.IsVisible && inherited?.GetInterfaces().Contains(contract) != true)
            .Select(contract => Signature.TypeName(contract))
            .Order(StringComparer.Ordinal);
        var parents = inherited is null ? interfaces : interfaces.Prepend(Signature.TypeName(inherited));
        var list = string.Join(", ", parents);
        return $"{Kind(type)} {name}{(list.Length == 0 ? "" : " : " + list)}{Signature.Constraints(type.GetGenericArguments())}";
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface)
        {
            return "interface";
        }

        var record = type.GetMethods(Declared).Any(method => method.Name == "PrintMembers" && IsGenerated(method)) ? "record " : "";
        if (type.IsValueType)
        {
            var readOnly = type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "";
            return $"{readOnly}{(type.IsByRefLike ? "ref " : "")}{record}struct";
        }

        var modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        return $"{modifier}{record}class";
    }

    private static IEnumerable<string> EnumMembers(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {field.GetRawConstantValue()}"));

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(method => IsVisible(method) && !method.IsStatic))
        {
            yield return $"{Signature.Access(constructor)}{BareName(type)}({Signature.Parameters(constructor)})";
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
        {
            yield return Signature.Field(field);
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)))
        {
            // EqualityContract is the compiler's in each record that is open for inheritance.
            if (property.Name != "EqualityContract")
            {
                yield return Signature.Property(property, IsVisible);
            }
        }

        foreach (var occurrence in type.GetEvents(Declared).Where(occurrence => IsVisible(occurrence.AddMethod!)))
        {
            yield return $"event {occurrence.Name} -> {Signature.TypeName(occurrence.EventHandlerType!)}";
        }

        foreach (var method in type.GetMethods(Declared).Where(IsListedMethod))
        {
            yield return Signature.Method(method);
        }
    }

    // Accessors are listed with their property, generated methods by the word "record", and object's own virtuals exist everywhere.
    private static bool IsListedMethod(MethodInfo method) =>
        IsVisible(method)
        && !IsGenerated(method)
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetBaseDefinition().DeclaringType != typeof(object)
        && method.GetBaseDefinition().DeclaringType != typeof(ValueType);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) =>
        type.DeclaringType is { } outer
            ? IsVisible(outer) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && !IsGenerated(type)
            : type.IsPublic && !IsGenerated(type);

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static string FullName(Type type) =>
        type.DeclaringType is { } outer ? $"{FullName(outer)}.{Signature.TypeName(type)}" : $"{type.Namespace}.{Signature.TypeName(type)}";

    private static string BareName(Type type) => type.Name.Split('`')[0];
}
