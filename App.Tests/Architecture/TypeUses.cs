using System.Reflection;

namespace TaskHub.Tests.Architecture;

/// <summary>
/// That one type needs another. <paramref name="From"/> is an outermost type: what the compiler makes of lambdas, iterators and async methods are
/// types nested in the one that a person wrote.
/// </summary>
internal sealed record TypeUse(Type From, Type To, string Where);

/// <summary>Reads, from the compiled program, which type needs which: from signatures, fields, attributes and every line of IL.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IEnumerable<TypeUse> Of(IEnumerable<Type> types) =>
        types.SelectMany(type => OfOne(type).Select(use => new TypeUse(Outermost(type), use.To, use.Where))).Distinct();

    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<(Type To, string Where)> OfOne(Type type)
    {
        IEnumerable<Type?> itself = [type.BaseType, .. type.GetInterfaces(), .. Attributes(type), .. type.GetFields(Declared).SelectMany(OfField)];
        IEnumerable<MethodBase> methods = [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)];
        return itself.SelectMany(Parts).Select(part => (part, type.Name))
            .Concat(methods.SelectMany(method => OfMethod(method).SelectMany(Parts).Select(part => (part, $"{type.Name}.{method.Name}"))))
            .Concat(type.GetProperties(Declared).SelectMany(Attributes).SelectMany(Parts).Select(part => (part, type.Name)));
    }

    private static IEnumerable<Type?> OfField(FieldInfo field) => [field.FieldType, .. Attributes(field)];

    private static IEnumerable<Type?> OfMethod(MethodBase method)
    {
        IEnumerable<Type?> signature = [.. Signature(method), .. Attributes(method)];
        return method.GetMethodBody() is { } body
            ? [.. signature, .. body.LocalVariables.Select(local => local.LocalType), .. IntermediateLanguage.Members(method, body).SelectMany(OfMember)]
            : signature;
    }

    private static IEnumerable<Type?> OfMember(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodBase method => [method.DeclaringType, .. Signature(method)],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type?> Signature(MethodBase method) =>
    [
        (method as MethodInfo)?.ReturnType,
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        .. method.IsGenericMethod ? method.GetGenericArguments() : [],
    ];

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData().SelectMany(attribute =>
        attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().Prepend(attribute.AttributeType));

    /// <summary>The types that a type is put together from: List&lt;Task[]&gt; is List and Task.</summary>
    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return [];
        }

        if (type.HasElementType)
        {
            return Parts(type.GetElementType());
        }

        return type.IsConstructedGenericType ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)] : [type];
    }
}
