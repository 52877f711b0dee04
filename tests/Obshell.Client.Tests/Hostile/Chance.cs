namespace Obshell.Client.Tests.Hostile;

/// <summary>Random numbers that are the same for the same seed on every machine and version of .NET (SplitMix64).</summary>
internal sealed class Chance
{
    private ulong state;

    public Chance(ulong seed) => state = seed;

    public ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="below"/> - 1.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    public bool OneIn(int n) => Below(n) == 0;

    public T Of<T>(params T[] all) => all[Below(all.Length)];
}
