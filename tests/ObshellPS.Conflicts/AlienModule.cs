using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace ObshellPS.Conflicts;

/// <summary>
/// A module of another author. It contains an assembly with the name and public key of one of our dependencies in another version, and a
/// cmdlet that uses this assembly. The cmdlet <c>Get-Alien1</c> writes the name of its type with the version of the assembly.
/// </summary>
internal static class AlienModule
{
    /// <param name="folder">The folder for both files.</param>
    /// <param name="name">The name, version and key of the dependency.</param>
    /// <param name="typeName">A type of the dependency.</param>
    /// <param name="number">The number of the module, as in <c>Get-Alien1</c>, <c>Get-Alien2</c>.</param>
    /// <returns>The file of the module.</returns>
    public static string Write(string folder, AssemblyName name, string typeName, int number)
    {
        var dependency = new PersistedAssemblyBuilder(name, typeof(object).Assembly);
        TypeBuilder type = dependency.DefineDynamicModule(name.Name!).DefineType(typeName, TypeAttributes.Public | TypeAttributes.Class);
        type.CreateType();
        dependency.Save(Path.Combine(folder, name.Name + ".dll"));

        var module = new PersistedAssemblyBuilder(new AssemblyName("AlienModule" + number) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        TypeBuilder cmdlet = module.DefineDynamicModule("AlienModule" + number).DefineType("AlienModule.GetAlienCommand", TypeAttributes.Public | TypeAttributes.Class, typeof(PSCmdlet));
        cmdlet.SetCustomAttribute(new CustomAttributeBuilder(typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, ["Get", "Alien" + number]));
        ILGenerator code = cmdlet.DefineMethod("ProcessRecord", MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldtoken, type);
        code.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
        code.Emit(OpCodes.Callvirt, typeof(Type).GetProperty(nameof(Type.AssemblyQualifiedName))!.GetMethod!);
        code.Emit(OpCodes.Call, typeof(Cmdlet).GetMethod(nameof(Cmdlet.WriteObject), [typeof(object)])!);
        code.Emit(OpCodes.Ret);
        cmdlet.DefineDefaultConstructor(MethodAttributes.Public);
        cmdlet.CreateType();
        string file = Path.Combine(folder, $"AlienModule{number}.dll");
        module.Save(file);
        return file;
    }
}
