using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace InventorySync.Architecture.Tests;

/// <summary>Puts members and types into words close to C#, nullable annotations included.</summary>
internal static class Signature
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    public static string Method(MethodInfo method)
    {
        var modifier = method.IsStatic ? (method.IsAbstract ? "static abstract " : "static ") : Overriding(method);
        var generic = method.GetGenericArguments();
        var parameters = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(argument => argument.Name))}>";
        return $"{Access(method)}{modifier}{method.Name}{parameters}({Parameters(method)}) -> {Returned(method)}{Constraints(generic)}";
    }

    public static string Returned(MethodInfo method) =>
        (method.ReturnType.IsByRef ? "ref " : "") + TypeName(method.ReturnType, Of(method.ReturnParameter).ReadState, Of(method.ReturnParameter));

    public static string Property(PropertyInfo property, Func<MethodInfo, bool> isVisible)
    {
        var accessor = property.GetAccessors(nonPublic: true).First(isVisible);
        var info = new NullabilityInfoContext().Create(property);
        var indices = property.GetIndexParameters();
        var name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(Parameter))}]";
        var modifier = accessor.IsStatic ? "static " : Overriding(accessor);
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var get = property.GetMethod is { } getter && isVisible(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && isVisible(setter) ? Setter(setter) : "";
        var state = get.Length > 0 ? info.ReadState : info.WriteState;
        return $"{Access(accessor)}{modifier}{required}{name} {{ {get}{set}}} -> {TypeName(property.PropertyType, state, info)}";
    }

    public static string Field(FieldInfo field)
    {
        var info = new NullabilityInfoContext().Create(field);
        var type = TypeName(field.FieldType, info.ReadState, info);
        var access = field.IsPublic ? "" : "protected ";
        var modifier = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        return $"{access}{modifier}{field.Name}{(field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "")} -> {type}";
    }

    public static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    public static string Constraints(IEnumerable<Type> arguments)
    {
        var clauses = arguments.Where(argument => argument.IsGenericParameter)
            .Select(argument => (argument.Name, Limits: Limits(argument)))
            .Where(clause => clause.Limits.Length > 0)
            .Select(clause => $" where {clause.Name} : {clause.Limits}");
        return string.Concat(clauses);
    }

    public static string TypeName(Type type) => TypeName(type, NullabilityState.NotNull, info: null);

    private static string TypeName(Type type, NullabilityState state, NullabilityInfo? info)
    {
        if (type.IsByRef)
        {
            return TypeName(type.GetElementType()!, state, info);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return TypeName(value) + "?";
        }

        var mark = state == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            var element = info?.ElementType;
            return $"{TypeName(type.GetElementType()!, element?.ReadState ?? NullabilityState.NotNull, element)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword + mark;
        }

        if (type.IsPointer || !type.IsGenericType)
        {
            return type.Name + mark;
        }

        var arguments = type.GetGenericArguments();
        var infos = info?.GenericTypeArguments is { } nested && nested.Length == arguments.Length ? nested : null;
        var names = arguments.Select((argument, i) => TypeName(argument, infos?[i].ReadState ?? NullabilityState.NotNull, infos?[i]));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", names)}>{mark}";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var info = Of(parameter);
        var modifier = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        var fallback = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "";
        return $"{modifier}{TypeName(parameter.ParameterType, info.WriteState, info)} {parameter.Name}{fallback}";
    }

    private static NullabilityInfo Of(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter);

    private static string Setter(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";

    private static string Overriding(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true } => method.IsAbstract ? "" : "virtual ",
        { IsAbstract: true } => "abstract ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Limits(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        IEnumerable<string> limits =
        [
            .. isStruct ? ["struct"] : Array.Empty<string>(),
            .. attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. argument.GetGenericParameterConstraints().Where(limit => limit != typeof(ValueType)).Select(TypeName),
            .. attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? ["new()"] : Array.Empty<string>(),
        ];
        return string.Join(", ", limits);
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
