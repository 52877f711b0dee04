using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// The unfinished asynchronous methods of the module in this process. The runtime keeps this list for debuggers. The list is more exact
/// than the number of threads, because a task that only waits has no thread.
/// </summary>
internal static class ModuleTasks
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly FieldInfo Known = typeof(Task).GetField("s_currentActiveTasks", Hidden)
        ?? throw new NotSupportedException("This runtime does not list its active tasks.");

    private static HashSet<Task> forgotten = [];

    static ModuleTasks() => (typeof(Task).GetField("s_asyncDebuggingEnabled", Hidden)
        ?? throw new NotSupportedException("This runtime does not list its active tasks.")).SetValue(null, true);

    /// <summary>Makes the runtime list all tasks that start after this call.</summary>
    public static void Watch()
    {
        // The static constructor does this.
    }

    /// <summary>
    /// Ignores the tasks that are unfinished now. They belong to another test, whose failure must not make later tests fail.
    /// </summary>
    public static void Forget() => forgotten = [.. Active()];

    /// <summary>
    /// The methods of the module that have started and not ended, such as <c>DagWatch.PauseAsync</c>, with one entry for each call.
    /// </summary>
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

    /// <summary>The compiler names the state machine of a method M <c>&lt;M&gt;d__7</c>.</summary>
    private static string Between(string name)
    {
        int end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : name;
    }
}
