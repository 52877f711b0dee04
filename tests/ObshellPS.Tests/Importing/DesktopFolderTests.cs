using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Importing;

/// <summary>
/// The folder for Windows PowerShell. A module has no binding redirects there, so the versions of the files must match. The tests read the
/// metadata, because .NET cannot load these files.
/// </summary>
[Trait("Promise", "10")]
[Trait("Topic", "Importing")]
public sealed class DesktopFolderTests
{
    private static readonly string Module = Path.GetDirectoryName(HostedSession.ModuleManifest)!;
    private static readonly string Folder = Path.Combine(Module, "bin", "net472");

    /// <summary>The test lists every file, so that a new file after an update of a package is noticed.</summary>
    [Fact]
    public void The_folder_contains_exactly_the_listed_files() => Assert.Equal(
        [
            "Microsoft.Bcl.AsyncInterfaces", "Microsoft.Bcl.HashCode", "Microsoft.Bcl.TimeProvider", "Microsoft.Extensions.Logging.Abstractions",
            "MySqlConnector", "Obshell.Client", "Obshell.Recovery", "ObshellPS", "System.Buffers", "System.Diagnostics.DiagnosticSource", "System.Memory", "System.Net.Http.WinHttpHandler", "System.Numerics.Vectors",
            "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json", "System.Threading.Tasks.Extensions", "System.ValueTuple",
        ],
        Directory.GetFiles(Folder, "*.dll").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    /// <summary>A file can be older or newer than another file needs. It must still have the members that the other file uses.</summary>
    [Fact]
    public void Each_file_has_the_members_that_the_other_files_of_the_folder_use()
    {
        Dictionary<string, HashSet<string>> offers = Directory.GetFiles(Folder, "*.dll")
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => Read(f, Defined));
        foreach (string file in Directory.GetFiles(Folder, "*.dll"))
        {
            IEnumerable<string> missing = Read(file, Wanted)
                .Where(w => offers.TryGetValue(w.Split('|')[0], out HashSet<string>? offered) && !offered.Contains(w) && !offered.Contains(w[..w.LastIndexOf('|')] + "|forwarded"));
            Assert.True(!missing.Any(), $"{Path.GetFileName(file)} misses {string.Join(", ", missing)}");
        }
    }

    /// <summary>
    /// If a machine has two versions of an assembly, a Span, ValueTask or TimeProvider of one version is not the same type as in the other
    /// version.
    /// </summary>
    [Theory]
    [InlineData("System.Memory", "Obshell.Client", "System.Text.Json", "System.Text.Encodings.Web")]
    [InlineData("System.Text.Encodings.Web", "Obshell.Client", "System.Text.Json")]
    public void Assemblies_that_exchange_a_type_reference_the_same_version_of_it(string assembly, params string[] users) =>
        Assert.Single(users.Select(u => Read(Path.Combine(Folder, u + ".dll"), r => References(r)[assembly])).Distinct());

    private static T Read<T>(string file, Func<MetadataReader, T> read)
    {
        using var image = new PEReader(File.OpenRead(file));
        return read(image.GetMetadataReader());
    }

    private static Dictionary<string, Version> References(MetadataReader reader) => reader.AssemblyReferences
        .Select(reader.GetAssemblyReference).ToDictionary(r => reader.GetString(r.Name), r => r.Version);

    private static HashSet<string> Defined(MetadataReader reader)
    {
        string assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
        var found = new HashSet<string>();
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            string name = assembly + "|" + NameOf(reader, type);
            found.Add(name + "|");
            found.UnionWith(type.GetMethods().Select(m => name + "|" + MemberOf(reader, reader.GetMethodDefinition(m).Name, reader.GetMethodDefinition(m).Signature)));
            found.UnionWith(type.GetFields().Select(f => name + "|" + reader.GetString(reader.GetFieldDefinition(f).Name)));
        }

        // A type that is forwarded to the framework has all its members there.
        found.UnionWith(reader.ExportedTypes.Select(reader.GetExportedType).Select(t => $"{assembly}|{reader.GetString(t.Namespace)}.{reader.GetString(t.Name)}|forwarded"));
        return found;
    }

    private static HashSet<string> Wanted(MetadataReader reader)
    {
        var found = new HashSet<string>();
        foreach (TypeReferenceHandle type in reader.TypeReferences)
        {
            found.Add(NameOf(reader, type) + "|");
        }

        foreach (MemberReference member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            EntityHandle parent = member.Parent;
            if (parent.Kind == HandleKind.TypeSpecification)
            {
                parent = Generic(reader, reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            }

            if (parent.Kind == HandleKind.TypeReference)
            {
                found.Add(NameOf(reader, (TypeReferenceHandle)parent) + "|" + (member.GetKind() == MemberReferenceKind.Field
                    ? reader.GetString(member.Name)
                    : MemberOf(reader, member.Name, member.Signature)));
            }
        }

        return found;
    }

    /// <summary>The generic type definition of a type such as <c>Span&lt;byte&gt;</c>.</summary>
    private static EntityHandle Generic(MetadataReader reader, BlobHandle signature)
    {
        BlobReader blob = reader.GetBlobReader(signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        blob.ReadCompressedInteger();
        return blob.ReadTypeHandle();
    }

    /// <summary>Name, generic arity and number of parameters. This is enough to find a missing member.</summary>
    private static string MemberOf(MetadataReader reader, StringHandle name, BlobHandle signature)
    {
        BlobReader blob = reader.GetBlobReader(signature);
        SignatureHeader header = blob.ReadSignatureHeader();
        int arity = header.IsGeneric ? blob.ReadCompressedInteger() : 0;
        return $"{reader.GetString(name)}`{arity}({blob.ReadCompressedInteger()})";
    }

    private static string NameOf(MetadataReader reader, TypeDefinition type) =>
        type.GetDeclaringType().IsNil ? $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"
        : NameOf(reader, reader.GetTypeDefinition(type.GetDeclaringType())) + "+" + reader.GetString(type.Name);

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.AssemblyReference => $"{reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)}|{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}",
            HandleKind.TypeReference => NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) + "+" + reader.GetString(type.Name),
            _ => "|" + reader.GetString(type.Name),
        };
    }
}
