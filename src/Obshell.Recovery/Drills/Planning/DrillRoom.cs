using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Preflight.Checks.Room;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>
/// Lets drills start while there is room for them. Drills are checked one after another. Each check reads the free capacity again, and
/// subtracts reservations of this run that the agent does not report as used yet. If other drills of this run use the room, the drill waits
/// until one of them ends. A drill that would not fit alone is refused.
/// </summary>
internal sealed class DrillRoom
{
    private readonly ObshellClient client;
    private readonly DrillCapacity? floor;

    // The semaphore is never disposed, because a drill may still use it after the run has ended. It has no wait handle, so it needs no
    // disposal.
    private readonly SemaphoreSlim gate = new(1);
    private readonly object list = new();
    private readonly List<DrillNeed> inside = [];
    private TaskCompletionSource<bool> left = NewLeft();

    public DrillRoom(ObshellClient client, DrillCapacity? floor)
    {
        this.client = client;
        this.floor = floor;
    }

    /// <param name="source">The backup to restore.</param>
    /// <param name="tenant">The tenant to create.</param>
    /// <param name="takes">Whether to reserve the capacity. If false, this only checks.</param>
    /// <param name="waits">Called when the drill has to wait until another drill ends.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<DrillAdmission> EnterAsync(DrillSource source, string tenant, bool takes, Action<string>? waits, CancellationToken cancellation)
    {
        while (true)
        {
            Task someoneLeaves;
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                bool alone;
                DrillNeed[] promised;
                lock (list)
                {
                    alone = inside.Count == 0;
                    someoneLeaves = left.Task;
                    promised = Unseen();
                }

                TenantRestoreRequest request = source.RequestFor(tenant, client.AgentNow);
                PreflightLook look = await new PreflightRun(client).LookAsync(request, null, cancellation).ConfigureAwait(false);
                lock (list)
                {
                    // While the free capacity was read, the units of another drill were created. It is not known whether the reported value
                    // already excludes these units, so the free capacity is read again.
                    if (!promised.SequenceEqual(Unseen()))
                    {
                        continue;
                    }
                }

                DrillNeed? need = DrillNeed.Of(request.ZoneList, look.Cluster.Units.Value ?? []);
                PreflightFinding[] failed = [.. look.Report.Findings.Where(f => f.Verdict == PreflightVerdict.Failed)];
                PreflightFinding? tooSmall = failed.FirstOrDefault(f => f.Name == RoomCheck.Name);
                string? shortage = tooSmall?.Seen ?? Shortage(need, promised, look.Cluster.Zones.Value);
                bool refused = failed.Any(f => f.Name != RoomCheck.Name);
                if (refused || shortage is null || alone || !takes)
                {
                    bool enters = takes && !refused && shortage is null;
                    if (enters && need is not null)
                    {
                        lock (list)
                        {
                            inside.Add(need);
                        }
                    }

                    return new DrillAdmission(request, look, refused ? null : shortage, enters ? need : null);
                }

                waits?.Invoke(shortage);
            }
            finally
            {
                gate.Release();
            }

            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(someoneLeaves, Task.Delay(Timeout.Infinite, ended.Token)).ConfigureAwait(false);
            ended.Cancel();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Ends the reservation: the units of the drill were dropped, or were never created.</summary>
    public void Leave(DrillNeed? need)
    {
        TaskCompletionSource<bool> waiting;
        lock (list)
        {
            if (need is null || !inside.Remove(need))
            {
                return;
            }

            waiting = left;
            left = NewLeft();
        }

        waiting.TrySetResult(true);
    }

    /// <summary>The reservations of drills whose units the agent does not report as used yet.</summary>
    private DrillNeed[] Unseen() => [.. inside.Where(n => !n.IsInFigures)];

    /// <returns>Null when there is room.</returns>
    private string? Shortage(DrillNeed? need, DrillNeed[] unseen, ObZone[]? zones)
    {
        if (need is null || zones is null)
        {
            // Without -Capacity, an unknown free capacity does not stop the drill. With -Capacity, a drill starts only when the free
            // capacity is known.
            return floor is null ? null : DrillTexts.FreeUnknown;
        }

        foreach (string name in need.Zones)
        {
            if (Array.Find(zones, z => z.Name == name) is not { } zone)
            {
                continue;
            }

            // The capacity of a server that is not running cannot be used.
            ObServer[] running = [.. zone.Servers.Where(s => s.Status == "RUNNING")];
            double? cpu = Sum(running.Select(s => s.CpuFree));
            double? memory = Sum(running.Select(s => (double?)s.MemoryFree));
            (double? Cpu, double? Memory) least = floor is null ? (0, 0) : (floor.CpuFloor(zone), floor.MemoryFloor(zone));
            if (zone.ServerCount is null || cpu is null || memory is null || least.Cpu is null || least.Memory is null)
            {
                if (floor is null)
                {
                    continue;
                }

                return DrillTexts.FormatFreeUnknownIn(name);
            }

            (double Cpu, long Memory) takes = need.In(name);
            (double Cpu, long Memory) promised = (unseen.Sum(n => n.In(name).Cpu), unseen.Sum(n => n.In(name).Memory));

            // The agent reports cores as fractions. A difference of less than 0.001 is a rounding error.
            if (cpu - promised.Cpu - takes.Cpu < least.Cpu - 0.001 || memory - promised.Memory - takes.Memory < least.Memory)
            {
                return Listing.Sentences(
                    DrillTexts.FormatZoneTooFull(name, Amounts.OfCores(takes.Cpu), Amounts.OfBytes(takes.Memory), Amounts.OfCores(cpu.Value), Amounts.OfBytes(memory.Value)),
                    promised.Cpu > 0 ? DrillTexts.FormatPromised(Amounts.OfCores(promised.Cpu), Amounts.OfBytes(promised.Memory)) : null,
                    floor is null ? null : DrillTexts.FormatMustStayFree(Amounts.OfCores(least.Cpu.Value), Amounts.OfBytes(least.Memory.Value)));
            }
        }

        return null;
    }

    /// <summary>The sum; null when a part is unknown.</summary>
    private static double? Sum(IEnumerable<double?> parts)
    {
        double? sum = 0;
        foreach (double? part in parts)
        {
            sum += part;
        }

        return sum;
    }

    private static TaskCompletionSource<bool> NewLeft() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
