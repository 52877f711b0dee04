using System.Text;
using Obshell.Client.Dags;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>
/// What costs a new process most at its first use (RSA, JSON, the patterns of secrets; the runtime compiles it then) is used
/// once while the first answer is on its way, so that no one waits for it afterwards.
/// </summary>
internal static class FirstUse
{
    /// <summary>It belongs to no agent: its private half was never kept.</summary>
    private const string SomeKey =
        "MIGJAoGBAMgbZvYt3fBopGByQ8Kef1OrFaOpZQH4n15uq0KQNZnUVHgrbG0ykBmHqrHjygbDi8KWCz8dDqiaVDRGYYYS/hF87KEi1EYjALVnLzGjBEe0+eARgXnFR2MyaTS7NtO9m3yYuihd1T2jcJ0k1txWseIj25dnuOGPWur7XX7raSjDAgMBAAE=";

    private const string SomeDag =
        "{\"id\":\"\",\"dag_id\":0,\"name\":\"\",\"state\":\"\",\"start_time\":\"2026-01-01T00:00:00Z\",\"nodes\":[{\"name\":\"\",\"sub_tasks\":[{\"name\":\"\",\"task_logs\":[\"\"]}]}]}";

    private static int begun;

    /// <summary>Begins with it, once in a process. Does not wait, and does not fail: a fault shows where it is needed.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
        {
            _ = Task.Run(Crypto);
            _ = Task.Run(Reading);
        }
    }

    private static void Crypto() => Quietly(() => RequestHeader.Create(AgentKey.Parse(SomeKey), null, default, "/", keys: null));

    private static void Reading() => Quietly(() =>
    {
        byte[] answer = Encoding.UTF8.GetBytes("{\"successful\":true,\"traceId\":\"\",\"data\":" + SomeDag + "}");
        var redactor = new Redactor();
        AnswerData.Read(EnvelopeReader.Read(new RawAnswer(200, answer, null, "", ""), redactor), DagJson.Default.AgentDag);
        Redactor.CleanByForm("host: 127.0.0.1");
    });

    private static void Quietly(Action use)
    {
        try
        {
            use();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It was for the speed only.
        }
    }
}
