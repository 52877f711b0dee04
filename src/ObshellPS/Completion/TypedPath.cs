using System.Management.Automation;

namespace ObshellPS.Completion;

/// <summary>A path on the command line, during completion.</summary>
internal static class TypedPath
{
    /// <summary>The full path. While a runspace runs a pipeline, its session state can be read only in this way.</summary>
    public static string Resolve(string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand(@"Microsoft.PowerShell.Management\Convert-Path").AddParameter("LiteralPath", path).Invoke<string>().FirstOrDefault() ?? path;
    }
}
