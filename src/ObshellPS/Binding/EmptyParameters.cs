using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using Obshell.Client;
using Obshell.Client.Display;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Given means given (promise 12): a parameter that is on the command line without a value is a variable that was never
/// set, and never means the default. In a piped row a blank cell means "not given"; those are not looked at here.
/// </summary>
internal static class EmptyParameters
{
    /// <param name="cmdlet">Before anything was piped into it: what is bound then is on the command line.</param>
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
                    LeftOut meaning = leftOut?.Meaning ?? (given.Key == "Connection" ? LeftOut.CurrentConnection : LeftOut.Unspecified);
                    faults.Add("EmptyParameter", given.Key, Listing.Sentences(BindingTexts.Empty, LeftOutAdvice.Of(meaning)));
                }
            }
        }

        faults.ThrowIfAny();
    }

    /// <summary>
    /// Not the common ones, which are the engine's; nor mandatory ones, which have no default; nor what takes the objects of the
    /// pipeline, about which each cmdlet says more.
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
