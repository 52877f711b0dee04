using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Preflight.Checks.Room;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>
/// Lets drills start while there is room for them. It looks at drills one after another, with fresh figures. It subtracts the capacity that
/// is reserved for drills of this run and that is not in the agent's figures yet. If only the other drills of this run use the room, the
/// drill waits until one of them ends. A drill that would not fit alone is refused.
/// </summary>
internal sealed class DrillRoom
{
    private readonly ObshellClient client;
    private readonly DrillCapacity? floor;

    // This semaphore is never disposed: it holds no resource while its wait handle is not used, and a drill may end after this object's end.
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
    /// <param name="takes">False only looks and reserves nothing.</param>
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
                    // Units of a drill came into the figures while the figures were read. The figures may contain these units or not.
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

    /// <summary>The units of the drill are free again, or were never created.</summary>
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

    /// <summary>The drills that were let in and that the agent's figures do not show yet.</summary>
    private DrillNeed[] Unseen() => [.. inside.Where(n => !n.IsInFigures)];

    /// <returns>Null when there is room.</returns>
    private string? Shortage(DrillNeed? need, DrillNeed[] unseen, ObZone[]? zones)
    {
        if (need is null || zones is null)
        {
            // Without -Capacity the preflight's own unknown is enough. With -Capacity, a drill starts only where the free capacity is known.
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

            // The agent reports cores as fractions. A difference of less than one thousandth is rounding.
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

    /// <summary>Null while any part is unknown.</summary>
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
