using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Obshell.Simulator;

namespace ObshellPS.Tests.Weather;

/// <summary>One case of the soak test: the real result of the restore and the faults. Both are drawn at random from the seed.</summary>
internal sealed record WeatherDraw(int Seed)
{
    /// <summary>A run sends about this number of requests. A fault for a later request does not occur.</summary>
    private const int RequestsOfARun = 12;

    /// <summary>Index of the start POST in a run without faults.</summary>
    private const int PostOfARun = 2;

    /// <summary>
    /// Kinds of faults that can occur at the start POST itself. After some kinds, the outcome of the POST is unknown. After other kinds, it
    /// is certain.
    /// </summary>
    private static readonly WeatherKind[] AroundThePost =
    [
        WeatherKind.BreakInRequestHead, WeatherKind.BreakInRequestBody, WeatherKind.BreakBeforeExecution, WeatherKind.BreakAfterExecution,
        WeatherKind.BreakInAnswerHead, WeatherKind.BreakInAnswerBody, WeatherKind.BreakAfterAnswer, WeatherKind.TruncatedJson,
        WeatherKind.Page502, WeatherKind.Page503, WeatherKind.Page504, WeatherKind.Page429, WeatherKind.OneByteAtATime,
        WeatherKind.AgentRestart, WeatherKind.NewHome, WeatherKind.ClockAhead, WeatherKind.AllAgentsDead,
    ];

    public RestoreCourse Course { get; private init; }

    /// <summary>Duration of the restore in virtual time.</summary>
    public TimeSpan Duration { get; private init; }

    public IReadOnlyList<WeatherFault> Faults { get; private init; } = [];

    /// <summary>Seed for the random positions at which the proxies cut an answer.</summary>
    public int Cuts { get; private init; }

    /// <summary>True if the agents start with keys of 512 bits.</summary>
    public bool OldKeys => Faults.Any(f => f.Kind == WeatherKind.KeyUpgrade);

    public string ExpectedVerdict => Course switch
    {
        RestoreCourse.Good => "Restored",
        RestoreCourse.JobFails or RestoreCourse.JobFailsAndTenantRemains => "RestoreJobFailed",
        RestoreCourse.OutlivesTheAgentsHour => "RestoreOutlivedAgentWait",
        RestoreCourse.TenantNeverNormal => "RestoreCreateTimeout",
        _ => "DagFailed",
    };

    /// <summary>True if a start can reach its own limit of one minute.</summary>
    public bool MayStallThePost => Faults.Any(f => f is { Kind: WeatherKind.Stall, At: <= PostOfARun });

    /// <summary>True if the restore reaches a limit of the agent. The test then advances the clock, because the limits are long.</summary>
    public bool RunsIntoALimit => Course is RestoreCourse.OutlivesTheAgentsHour or RestoreCourse.TenantNeverNormal;

    public RestoreBehaviour Behaviour => new()
    {
        Duration = Course == RestoreCourse.OutlivesTheAgentsHour ? TimeSpan.FromHours(30) : Duration,
        JobFails = Course is RestoreCourse.JobFails or RestoreCourse.JobFailsAndTenantRemains,
        FailedTenantRemains = Course == RestoreCourse.JobFailsAndTenantRemains,
        SqlError = Course == RestoreCourse.SqlRefused ? "Error 9040 (HY000): No enough log for restore" : null,
        ActivationError = Course == RestoreCourse.ActivationRefused ? "Error 4000 (HY000): internal error" : null,
        MetaTenantNeverNormal = Course == RestoreCourse.TenantNeverNormal,
    };

    public static WeatherDraw Of(int seed)
    {
        var random = new Random(seed);
        RestoreCourse course = random.Next(10) < 6 ? RestoreCourse.Good : (RestoreCourse)random.Next(1, 7);
        TimeSpan duration = TimeSpan.FromSeconds(random.Next(4, 40));
        var faults = new List<WeatherFault>();
        int number = random.Next(1, 6);
        for (int i = 0; i < number; i++)
        {
            WeatherFault fault = OneOf(random);
            if (!faults.Any(f => Excludes(f, fault)))
            {
                faults.Add(fault);
            }
        }

        return new WeatherDraw(seed) { Course = course, Duration = duration, Faults = faults, Cuts = random.Next() };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {Course}, {Duration.TotalSeconds} virtual s; {(Faults.Count == 0 ? "calm" : string.Join("; ", Faults))}");

    /// <summary>The same restore without faults.</summary>
    public WeatherDraw Calm() => this with { Faults = [] };

    private static WeatherFault OneOf(Random random)
    {
        bool atPost = random.Next(4) == 0;
        WeatherKind kind = atPost ? AroundThePost[random.Next(AroundThePost.Length)] : (WeatherKind)random.Next((int)WeatherKind.AllAgentsDead + 1);
        bool isPage = kind is WeatherKind.Page502 or WeatherKind.Page503 or WeatherKind.Page504 or WeatherKind.Page429;
        return new WeatherFault(kind)
        {
            Line = atPost ? Sky.CreatingPost : null,
            At = random.Next(RequestsOfARun),
            Times = atPost || kind > WeatherKind.OneByteAtATime ? 1 : random.Next(1, 5),
            Gently = random.Next(2) == 0,
            Executed = isPage && random.Next(2) == 0,
            RetryAfter = kind is WeatherKind.Page503 or WeatherKind.Page429 && random.Next(2) == 0 ? random.Next(1, 4) : null,
            While = kind is WeatherKind.Refuse or WeatherKind.RefuseNextConnection or WeatherKind.AllAgentsDead ? TimeSpan.FromMilliseconds(random.Next(200, 3000)) : TimeSpan.Zero,
        };
    }

    /// <summary>Each case has at most one stopped agent, one fault at the POST and one key upgrade.</summary>
    private static bool Excludes(WeatherFault drawn, WeatherFault next) =>
        (drawn.Line is not null && next.Line is not null) || (drawn.Kind == next.Kind && next.Kind is WeatherKind.AgentDead or WeatherKind.KeyUpgrade);
}
