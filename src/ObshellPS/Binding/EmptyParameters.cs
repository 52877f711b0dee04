using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Refuses empty parameters (promise 12). An empty value on the command line is most likely a variable that was never set, so it never
/// means the default. This class does not check piped rows, because a blank cell in a row means "not given".
/// </summary>
internal static class EmptyParameters
{
    /// <param name="cmdlet">The cmdlet. It has not received a piped object yet, so only the parameters of the command line are
    /// bound.</param>
    /// <param name="bound">The cmdlet's bound parameters.</param>
    /// <exception cref="ObshellInputException">Some parameters are empty.</exception>
    public static void ThrowIfAny(PSCmdlet cmdlet, IReadOnlyDictionary<string, object> bound)
    {
        var faults = new FaultList();
        foreach (KeyValuePair<string, object> given in bound)
        {
            if (cmdlet.GetType().GetProperty(given.Key) is { } property && IsOptional(property))
            {
                var leftOut = property.GetCustomAttribute<LeftOutMeansAttribute>();
                if (IsEmpty(given.Value, leftOut?.EmptyTextIsAValue == true))
                {
                    string advice = leftOut?.Advice ?? (given.Key == "Connection" ? LeftOutTexts.CurrentConnection : LeftOutTexts.Unspecified);
                    faults.Add("EmptyParameter", given.Key, Listing.Sentences(BindingTexts.Empty, advice));
                }
            }
        }

        faults.ThrowIfAny();
    }

    /// <summary>
    /// False for PowerShell's common parameters, for mandatory parameters (they have no default), and for <c>InputObject</c> (each cmdlet
    /// has its own error for it).
    /// </summary>
    private static bool IsOptional(PropertyInfo property) =>
        property.GetCustomAttributes<ParameterAttribute>().ToArray() is { Length: > 0 } uses && !uses.Any(u => u.Mandatory) && property.Name != "InputObject";

    private static bool IsEmpty(object? value, bool emptyTextIsAValue) => PropertyBag.Unwrap(value) switch
    {
        string or SecureString when emptyTextIsAValue => false,
        ICollection many and not IDictionary => many.Cast<object?>().All(v => IsEmpty(v, emptyTextIsAValue)),
        var other => InputValue.IsBlank(other),
    };
}
