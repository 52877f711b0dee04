using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ObshellPS.ScriptHost;

/// <summary>
/// What <c>pwsh -NonInteractive -File</c> does, as far as a script can tell: output to stdout, errors to stderr, exit code 1
/// when an error ended the script. Nobody is there to answer a question, and there is no screen.
/// </summary>
internal static class Program
{
    /// <param name="arguments">A script of functions that stand for an outer tool's commands (or an empty text), the script, and its parameters: name, value, ...</param>
    public static int Main(string[] arguments)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        if (arguments[0].Length > 0)
        {
            using var stubs = PowerShell.Create(runspace);
            stubs.AddScript($". '{arguments[0]}'").Invoke();
        }

        using var shell = PowerShell.Create(runspace);
        shell.AddCommand(arguments[1]);
        foreach (string[] pair in arguments.Skip(2).Chunk(2))
        {
            shell.AddParameter(pair[0], pair[1]);
        }

        var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, e) => Console.Out.WriteLine(output[e.Index]);
        shell.Streams.Information.DataAdded += (_, e) => Console.Out.WriteLine(shell.Streams.Information[e.Index]);
        shell.Streams.Warning.DataAdded += (_, e) => Console.Out.WriteLine("WARNING: " + shell.Streams.Warning[e.Index]);
        shell.Streams.Error.DataAdded += (_, e) => Console.Error.WriteLine(shell.Streams.Error[e.Index]);
        try
        {
            shell.Invoke(null, output);
            return 0;
        }
        catch (RuntimeException e)
        {
            Console.Error.WriteLine(e.ErrorRecord.ToString());
            return 1;
        }
    }
}
