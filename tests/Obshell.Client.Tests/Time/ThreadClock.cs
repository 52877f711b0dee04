using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Obshell.Client.Tests.Time;

/// <summary>Measures the processor time of this thread, without other work of the machine.</summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Processor time on Linux, real time on other systems.</summary>
    public static TimeSpan Took(Action work)
    {
        TimeSpan began = Now();
        work();
        return Now() - began;
    }

    private static TimeSpan Now() => OperatingSystem.IsLinux() && clock_gettime(ThreadCpuTime, out Moment now) == 0
        ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromTicks(now.Nanoseconds / 100)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out Moment now);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
