using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Obshell.Client.Framework;

/// <summary>Runs checks one after the other and writes one line for each: PASS or FAIL with its name.</summary>
internal static class CheckRun
{
    /// <returns>The number of failed checks.</returns>
    public static async Task<int> RunAsync(Room room, IEnumerable<Func<Room, Task>> checks)
    {
        int failed = 0;
        foreach (Func<Room, Task> check in checks)
        {
            try
            {
                Task limit = Task.Delay(TimeSpan.FromSeconds(60));
                Task work = check(room);
                if (await Task.WhenAny(work, limit).ConfigureAwait(false) == limit)
                {
                    throw new TimeoutException("The check did not end within 60 s.");
                }

                await work.ConfigureAwait(false);
                Console.WriteLine("PASS " + check.Method.Name);
            }
            catch (Exception e)
            {
                failed++;
                Console.WriteLine("FAIL " + check.Method.Name + ": " + e.ToString().Replace("\r", "").Replace('\n', ' '));
            }
        }

        return failed;
    }
}
