using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Secrets;

/// <summary>Searches all places where a user can see output of a run for secrets.</summary>
public sealed class Surfaces
{
    private const int Depth = 6;

    /// <summary>
    /// The depth of Export-Clixml. At a greater depth an exception leads to its method, its assembly and all of its types.
    /// </summary>
    private const int ErrorDepth = 2;

    private static readonly JsonSerializerOptions Json = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles, MaxDepth = 32 };

    /// <summary>The number of texts that were searched.</summary>
    public int Places { get; private set; }

    /// <summary>The number of characters in these texts.</summary>
    public long Characters { get; private set; }

    public void Search(SessionResult result, string where)
    {
        Each(result.Output, where + ", output");
        Each(result.Warnings, where + ", warning");
        Each(result.Verbose, where + ", verbose");
        Each(result.Debug, where + ", debug");
        Each(result.Information, where + ", information");
        Each(result.Information.Select(i => i.MessageData), where + ", information data");
        Each(result.Progress, where + ", progress");
        Each(result.AllErrors, where + ", error");
        foreach (ErrorRecord error in result.AllErrors)
        {
            Error(error, where);
        }

        if (result.Thrown is { } thrown)
        {
            Crash(thrown, where + ", thrown");
        }
    }

    /// <summary>Searches <c>$Error</c>, which a user can read later.</summary>
    public void SearchErrors(IEnumerable<PSObject> errors, string where)
    {
        foreach (PSObject item in errors)
        {
            One(item, where + ", $Error");
            switch (item.BaseObject)
            {
                case ErrorRecord error:
                    Error(error, where + ", $Error");
                    break;
                case RuntimeException stopped:
                    Error(stopped.ErrorRecord, where + ", $Error");
                    Crash(stopped, where + ", $Error");
                    break;
            }
        }
    }

    public void Text(string? text, string where)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        Places++;
        Characters += text.Length;
        string? leak = Canaries.Find(text);
        Assert.True(leak is null, $"{where}: {leak}");
    }

    private void Each(IEnumerable<object?> items, string where)
    {
        foreach (object? item in items)
        {
            One(item, where);
        }
    }

    private void One(object? item, string where)
    {
        Text(item?.ToString(), where + ", ToString()");
        Text(item is null ? null : PSSerializer.Serialize(item, (item as PSObject)?.BaseObject is ErrorRecord or Exception || item is ErrorRecord or Exception ? ErrorDepth : Depth), where + ", CLIXML");
        Text(JsonOf((item as PSObject)?.BaseObject ?? item), where + ", JSON");
    }

    private void Error(ErrorRecord error, string where)
    {
        Text(error.FullyQualifiedErrorId, where + ", error id");
        Text(error.CategoryInfo.ToString(), where + ", category");
        Text(error.ErrorDetails?.Message, where + ", details");
        Text(error.ErrorDetails?.RecommendedAction, where + ", recommended action");
        Text(error.ScriptStackTrace, where + ", script stack");
        One(error.TargetObject, where + ", target");
        Crash(error.Exception, where + ", exception");
        if (error.InvocationInfo is { } invocation)
        {
            // The secrets are passed in variables, so the command line contains none.
            Text(invocation.Line + invocation.PositionMessage + invocation.Statement, where + ", line");
            Each(invocation.BoundParameters.Values, where + ", bound parameters");
            Each(invocation.UnboundArguments, where + ", unbound arguments");
            // A greater depth would lead to objects of the engine: the command, its module, every parameter.
            Text(PSSerializer.Serialize(invocation, 2), where + ", invocation as CLIXML");
        }
    }

    /// <summary>Searches the content of a crash report: the exception with all inner exceptions.</summary>
    private void Crash(Exception exception, string where)
    {
        Text(exception.ToString(), where + ", crash text");
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            Text(at.Message, where + ", message");
            Text(PSSerializer.Serialize(at, 1), where + ", exception as CLIXML");
            foreach (DictionaryEntry entry in at.Data)
            {
                Text(entry.Key + "=" + entry.Value, where + ", exception data");
            }

            // Only properties of our own exceptions, because those of the runtime lead to reflection objects.
            foreach (object? value in at.GetType().GetProperties().Where(p => p.DeclaringType!.Namespace!.StartsWith("Obshell", StringComparison.Ordinal)).Select(p => p.GetValue(at)))
            {
                One(value, where + ", exception property");
            }
        }
    }

    private static string? JsonOf(object? item)
    {
        try
        {
            return item is null ? null : Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(item, item.GetType(), Json));
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException or ArgumentException or PSInvalidOperationException or RuntimeException)
        {
            // Some types of the engine cannot be serialized as JSON. Their content is searched as CLIXML.
            return null;
        }
    }
}
