using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// Asynchronous work of the module that is alive in this process, by the methods it is in. The runtime keeps such a list for
/// debuggers; it is exact, where a count of threads says little: work that merely waits has none.
/// </summary>
internal static class ModuleTasks
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly FieldInfo Known = typeof(Task).GetField("s_currentActiveTasks", Hidden)
        ?? throw new NotSupportedException("This runtime does not list its active tasks.");

    private static HashSet<Task> forgotten = [];

    static ModuleTasks() => (typeof(Task).GetField("s_asyncDebuggingEnabled", Hidden)
        ?? throw new NotSupportedException("This runtime does not list its active tasks.")).SetValue(null, true);

    /// <summary>Makes the runtime keep the list, for all work that begins from now on.</summary>
    public static void Watch()
    {
        // The type's initializer does it.
    }

    /// <summary>Takes what is alive now for another test's: one that has failed must not make the next ones fail.</summary>
    public static void Forget() => forgotten = [.. Active()];

    /// <summary>The methods of the module that have begun and not ended, one entry for each call, such as <c>DagWatch.PauseAsync</c>.</summary>
    public static IReadOnlyList<string> Alive() =>
        [.. Active().Where(t => !t.IsCompleted && !forgotten.Contains(t)).Select(MethodOf).OfType<string>()];

    public static bool IsIn(string method) => Alive().Contains(method);

    private static Task[] Active()
    {
        if (Known.GetValue(null) is not Dictionary<int, Task> active)
        {
            return [];
        }

        lock (active)
        {
            return [.. active.Values];
        }
    }

    private static string? MethodOf(Task task) => task.GetType().GetGenericArguments()
        .Where(a => a.Name.StartsWith('<') && a.Assembly.GetName().Name is "Obshell.Client" or "Obshell.Recovery" or "ObshellPS")
        .Select(a => $"{a.DeclaringType?.Name}.{Between(a.Name)}")
        .FirstOrDefault();

    /// <summary>The compiler calls the state machine of a method M <c>&lt;M&gt;d__7</c>.</summary>
    private static string Between(string name)
    {
        int end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : name;
    }
}
