using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ObshellPS.Architecture.Reading;

/// <summary>
/// A compiled project of src. For each type: the folder of its file (from the symbols), and the types of the same assembly that it uses.
/// Uses that are not in the compiled code (constants, nameof) are missing.
/// </summary>
internal sealed class BuiltAssembly
{
    /// <summary>
    /// The kind of debug information that contains the source files of types without methods, such as enums and interfaces.
    /// </summary>
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<TypeDefinitionHandle, string> folders = [];

    private BuiltAssembly(string project, PEReader image)
    {
        Project = project;
        MetadataReader reader = image.GetMetadataReader();
        using MetadataReaderProvider symbols = Symbols(image);
        MetadataReader documents = symbols.GetMetadataReader();
        TypeDefinitionHandle[] outer = [.. reader.TypeDefinitions.Where(t => reader.GetTypeDefinition(t).GetDeclaringType().IsNil)];
        foreach (TypeDefinitionHandle type in outer)
        {
            if (FolderOf(reader, documents, type) is { } folder)
            {
                folders[type] = folder;
            }
        }

        References = [.. reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name)).Order(StringComparer.Ordinal)];
        Friends = [.. FriendsOf(reader)];
        Types = [.. folders.Select(t => (NameOf(reader, t.Key), reader.GetString(reader.GetTypeDefinition(t.Key).Namespace), t.Value))];
        Uses = [.. outer.Where(folders.ContainsKey).SelectMany(t => new TypeUses(image, reader).Of(t).Where(folders.ContainsKey)
            .Select(u => new FolderUse(folders[t], folders[u], $"{NameOf(reader, t)} uses {NameOf(reader, u)}"))
            .Where(u => u.From != u.To))];
    }

    public string Project { get; }

    /// <summary>Names of the assemblies that this assembly references.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>Names of the assemblies that can use the internals of this assembly.</summary>
    public IReadOnlyList<string> Friends { get; }

    /// <summary>The types that are not nested.</summary>
    public IReadOnlyList<(string Name, string Namespace, string Folder)> Types { get; }

    /// <summary>All uses of a type in another folder.</summary>
    public IReadOnlyList<FolderUse> Uses { get; }

    /// <summary>Reads an assembly in the same configuration (Debug or Release) as this program.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <param name="project">A folder of src.</param>
    /// <param name="framework">Target framework.</param>
    public static BuiltAssembly Of(string root, string project, string framework)
    {
        using var image = new PEReader(File.OpenRead(PathOf(root, project, framework)));
        return new BuiltAssembly(project, image);
    }

    public static string PathOf(string root, string project, string framework) =>
        Path.Combine(root, "src", project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, framework, project + ".dll");

    private static MetadataReaderProvider Symbols(PEReader image)
    {
        DebugDirectoryEntry[] entries = [.. image.ReadDebugDirectory()];
        return Array.Find(entries, e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb) is { DataSize: > 0 } inside
            ? image.ReadEmbeddedPortablePdbDebugDirectoryData(inside)
            : MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(image.ReadCodeViewDebugDirectoryData(entries.First(e => e.Type == DebugDirectoryEntryType.CodeView)).Path));
    }

    private static IEnumerable<string> FriendsOf(MetadataReader reader) =>
        from handle in reader.GetAssemblyDefinition().GetCustomAttributes()
        let attribute = reader.GetCustomAttribute(handle)
        where attribute.Constructor.Kind == HandleKind.MemberReference
        let type = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
        where type.Kind == HandleKind.TypeReference && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) == "InternalsVisibleToAttribute"
        let blob = reader.GetBlobReader(attribute.Value)
        select FirstText(blob);

    private static string FirstText(BlobReader blob)
    {
        blob.ReadUInt16();
        return blob.ReadSerializedString()!;
    }

    private static string NameOf(MetadataReader reader, TypeDefinitionHandle type) => reader.GetString(reader.GetTypeDefinition(type).Name).Split('`')[0];

    /// <summary>
    /// The folder of a type in the project, with slashes; empty for the project's root folder. Null for code without a file in the project,
    /// such as generated code.
    /// </summary>
    private string? FolderOf(MetadataReader reader, MetadataReader documents, TypeDefinitionHandle type)
    {
        string start = "/src/" + Project + "/";
        string? file = DocumentsOf(reader, documents, type)
            .Select(d => documents.GetString(documents.GetDocument(d).Name).Replace('\\', '/'))
            .Select(p => p.LastIndexOf(start, StringComparison.Ordinal) is >= 0 and var at ? p[(at + start.Length)..] : "obj/")
            .FirstOrDefault(p => !p.StartsWith("obj/", StringComparison.Ordinal));
        return file is null ? null : file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";
    }

    private static IEnumerable<DocumentHandle> DocumentsOf(MetadataReader reader, MetadataReader documents, TypeDefinitionHandle type)
    {
        foreach (CustomDebugInformation one in documents.GetCustomDebugInformation(type).Select(documents.GetCustomDebugInformation))
        {
            if (documents.GetGuid(one.Kind) == TypeDefinitionDocuments)
            {
                BlobReader blob = documents.GetBlobReader(one.Value);
                yield return MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
            }
        }

        TypeDefinition definition = reader.GetTypeDefinition(type);
        foreach (DocumentHandle document in definition.GetMethods().Select(m => documents.GetMethodDebugInformation(m.ToDebugInformationHandle()).Document).Where(d => !d.IsNil)
            .Concat(definition.GetNestedTypes().SelectMany(n => DocumentsOf(reader, documents, n))))
        {
            yield return document;
        }
    }
}
