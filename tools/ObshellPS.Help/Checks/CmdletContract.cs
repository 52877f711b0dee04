using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace ObshellPS.Help.Checks;

/// <summary>The facts of a compiled cmdlet. They are read from the metadata, so no code of the module runs.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="Parameters">All parameters, with WhatIf and Confirm if the cmdlet has them.</param>
/// <param name="Outputs">Full names of its output types.</param>
/// <param name="DefaultSet">The default parameter set; empty for none.</param>
internal sealed record CmdletContract(string Name, IReadOnlyList<ParameterContract> Parameters, IReadOnlyList<string> Outputs, string DefaultSet)
{
    private const string Space = "System.Management.Automation.";

    /// <summary>The cmdlets of a staged module, by name.</summary>
    public static IReadOnlyList<CmdletContract> ReadAll(string module)
    {
        string folder = Path.Combine(Path.GetFullPath(module), "bin", "net8.0");
        Assembly assembly = new StagedLoadContext(folder).LoadFromAssemblyPath(Path.Combine(folder, "ObshellPS.dll"));
        var found = new List<CmdletContract>();
        foreach (Type type in assembly.GetExportedTypes())
        {
            if (!type.IsAbstract && Find(type.GetCustomAttributesData(), "CmdletAttribute") is { } cmdlet)
            {
                found.Add(Read(type, cmdlet));
            }
        }

        return [.. found.OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    private static CmdletContract Read(Type type, CustomAttributeData cmdlet)
    {
        string name = cmdlet.ConstructorArguments[0].Value + "-" + cmdlet.ConstructorArguments[1].Value;
        var parameters = new List<ParameterContract>();
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            CustomAttributeData[] roles = [.. property.GetCustomAttributesData().Where(a => a.AttributeType.FullName == Space + "ParameterAttribute")];
            if (roles.Length > 0)
            {
                parameters.Add(Read(property, roles));
            }
        }

        if (Named(cmdlet, "SupportsShouldProcess", false))
        {
            parameters.Add(new ParameterContract("WhatIf", "SwitchParameter", ["wi"], false, "Named", "False", false, []));
            parameters.Add(new ParameterContract("Confirm", "SwitchParameter", ["cf"], false, "Named", "False", false, []));
        }

        string[] outputs =
        [
            .. type.GetCustomAttributesData().Where(a => a.AttributeType.FullName == Space + "OutputTypeAttribute")
                .SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)
                .Select(a => (a.Value as Type)?.FullName ?? a.Value!.ToString()!),
        ];
        return new CmdletContract(name, parameters, outputs, Named(cmdlet, "DefaultParameterSetName", ""));
    }

    private static ParameterContract Read(PropertyInfo property, CustomAttributeData[] roles)
    {
        CustomAttributeData role = roles[0];
        int position = Named(role, "Position", int.MinValue);
        string[] ways =
        [
            .. new[] { ("ValueFromPipeline", "ByValue"), ("ValueFromPipelineByPropertyName", "ByPropertyName") }
                .Where(way => Named(role, way.Item1, false)).Select(way => way.Item2),
        ];
        IList<CustomAttributeData> attributes = property.GetCustomAttributesData();
        string[] aliases = Find(attributes, "AliasAttribute") is { } alias
            ? [.. ((IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(a => (string)a.Value!)]
            : [];
        return new ParameterContract(
            property.Name,
            (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).Name,
            aliases,
            Named(role, "Mandatory", false),
            position == int.MinValue ? "Named" : position.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ways.Length == 0 ? "False" : "True (" + string.Join(", ", ways) + ")",
            Find(attributes, "SupportsWildcardsAttribute") is not null,
            [.. roles.Select(r => Named(r, "ParameterSetName", "__AllParameterSets")).Where(s => s != "__AllParameterSets")]);
    }

    private static CustomAttributeData? Find(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(a => a.AttributeType.FullName == Space + name);

    private static T Named<T>(CustomAttributeData attribute, string name, T unset)
    {
        foreach (CustomAttributeNamedArgument argument in attribute.NamedArguments)
        {
            if (argument.MemberName == name)
            {
                return (T)argument.TypedValue.Value!;
            }
        }

        return unset;
    }
}
