using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>The result of a request to an agent: a value or a fault.</summary>
internal sealed class Reading<T>
    where T : class
{
    private Reading(T? value, ObshellException? fault)
    {
        Value = value;
        Fault = fault;
    }

    /// <summary>The value; null when there is a fault.</summary>
    public T? Value { get; }

    public ObshellException? Fault { get; }

    public static Reading<T> Of(T value) => new(value, null);

    public static Reading<T> None(ObshellException fault) => new(null, fault);

    public static async Task<Reading<T>> OfAsync(Task<T> work)
    {
        try
        {
            return Of(await work.ConfigureAwait(false));
        }
        catch (ObshellException e)
        {
            return None(e);
        }
    }
}
