using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ObshellPS.Architecture.Reading;

/// <summary>
/// Finds the types of the same assembly that a type uses: in base types, members, attributes and code. Nested types are included.
/// </summary>
internal sealed class TypeUses
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => (int)(ushort)o.Value, o => o.OperandType);

    private readonly PEReader image;
    private readonly MetadataReader reader;
    private readonly UsedTypes signatures;
    private readonly HashSet<TypeDefinitionHandle> used = [];

    public TypeUses(PEReader image, MetadataReader reader)
    {
        this.image = image;
        this.reader = reader;
        signatures = new UsedTypes(reader, t => used.Add(Outermost(t)));
    }

    public IReadOnlyCollection<TypeDefinitionHandle> Of(TypeDefinitionHandle type)
    {
        Read(type);
        used.Remove(type);
        return used;
    }

    private void Read(TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        Note(type.BaseType);
        Attributes(type.GetCustomAttributes());
        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
        {
            Note(reader.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (FieldDefinition field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            Attributes(field.GetCustomAttributes());
            field.DecodeSignature(signatures, null);
        }

        foreach (PropertyDefinition property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            Attributes(property.GetCustomAttributes());
        }

        foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            Attributes(method.GetCustomAttributes());
            method.DecodeSignature(signatures, null);
            if (method.RelativeVirtualAddress != 0)
            {
                Code(image.GetMethodBody(method.RelativeVirtualAddress));
            }
        }

        foreach (TypeDefinitionHandle nested in type.GetNestedTypes())
        {
            Read(nested);
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            Note(reader.GetCustomAttribute(handle).Constructor);
        }
    }

    private void Code(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(signatures, null);
        }

        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            OperandType operand = Operands[value == 0xFE ? 0xFE00 | code.ReadByte() : value];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                Note(MetadataTokens.EntityHandle(code.ReadInt32()));
            }
            else
            {
                int size = operand switch
                {
                    OperandType.InlineNone => 0,
                    OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                    OperandType.InlineVar => 2,
                    OperandType.InlineI8 or OperandType.InlineR => 8,
                    OperandType.InlineSwitch => 4 * code.ReadInt32(),
                    _ => 4,
                };
                code.Offset += size;
            }
        }
    }

    private void Note(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition when !handle.IsNil:
                used.Add(Outermost((TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeSpecification:
                reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(signatures, null);
                break;
            case HandleKind.MethodDefinition:
                Note(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Note(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Note(reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Note(method.Method);
                method.DecodeSignature(signatures, null);
                break;
        }
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle type)
    {
        while (reader.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
        {
            type = outer;
        }

        return type;
    }
}
