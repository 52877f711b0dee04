using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using Obshell.Client;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Given means given (promise 12): a parameter that stands on the command line with nothing in it is a variable that was never
/// set, and never means the default. In a piped row a blank cell means "not given"; those are not looked at here.
/// </summary>
internal static class EmptyParameters
{
    /// <param name="cmdlet">Before anything was piped into it: what is bound then stands on the command line.</param>
    /// <param name="bound">Its bound parameters.</param>
    /// <exception cref="ObshellInputException">Some are empty.</exception>
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
                    string without = leftOut is not null ? " for " + leftOut.Meaning : given.Key == "Connection" ? " for the current connection" : "";
                    faults.Add("EmptyParameter", given.Key, $"It is given, but it is empty. Give it a value, or leave it out{without}.");
                }
            }
        }

        faults.ThrowIfAny();
    }

    /// <summary>
    /// Not the common ones, which are the engine's; nor mandatory ones, which have no default to be taken for; nor what takes the
    /// pipeline's objects, about which each cmdlet says more.
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
