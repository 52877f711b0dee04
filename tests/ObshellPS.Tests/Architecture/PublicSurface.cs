using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ObshellPS.Architecture.Reading;

namespace ObshellPS.Tests.Architecture;

/// <summary>
/// The types of other assemblies that occur in the public members of our assemblies. The class reads the build for .NET Framework, because
/// packages provide some types there that are part of .NET 8.
/// </summary>
internal static class PublicSurface
{
    /// <summary>Each type of another assembly, with its assembly and the public member that uses it.</summary>
    public static IReadOnlyList<(string Assembly, string Type, string Member)> TypesOfOthers(string project)
    {
        using var image = new PEReader(File.OpenRead(BuiltAssembly.PathOf(Repository.Root, project, "net472")));
        MetadataReader reader = image.GetMetadataReader();
        var found = new List<(string, string, string)>();
        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(t => IsVisible(reader, t)))
        {
            string name = reader.GetString(type.Name);
            string member = name;
            var signatures = new UsedTypes(reader, _ => { }, Note);
            foreach (EntityHandle named in type.GetInterfaceImplementations().Select(i => reader.GetInterfaceImplementation(i).Interface).Append(type.BaseType))
            {
                if (named.Kind == HandleKind.TypeReference)
                {
                    Note((TypeReferenceHandle)named);
                }
                else if (named.Kind == HandleKind.TypeSpecification)
                {
                    reader.GetTypeSpecification((TypeSpecificationHandle)named).DecodeSignature(signatures, null);
                }
            }

            foreach (FieldDefinition field in type.GetFields().Select(reader.GetFieldDefinition).Where(f => IsVisible((int)f.Attributes)))
            {
                member = name + "." + reader.GetString(field.Name);
                field.DecodeSignature(signatures, null);
            }

            foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition).Where(m => IsVisible((int)m.Attributes)))
            {
                member = name + "." + reader.GetString(method.Name);
                method.DecodeSignature(signatures, null);
            }

            void Note(TypeReferenceHandle handle)
            {
                TypeReference other = reader.GetTypeReference(handle);
                if (other.ResolutionScope.Kind == HandleKind.TypeReference)
                {
                    Note((TypeReferenceHandle)other.ResolutionScope);
                }
                else if (other.ResolutionScope.Kind == HandleKind.AssemblyReference)
                {
                    found.Add((reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)other.ResolutionScope).Name), reader.GetString(other.Name), member));
                }
            }
        }

        return found;
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    /// <summary>True for public and protected members. In metadata, fields and methods use the same numbers for this.</summary>
    private static bool IsVisible(int attributes) =>
        (MethodAttributes)(attributes & (int)MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
