using System.Text;
using Obshell.Client.Dags;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>
/// Runs the code that is slow at its first use, because the runtime must compile it: RSA, JSON and the patterns of secrets. It runs once in
/// a process, while the client waits for the first answer. So later steps are faster.
/// </summary>
internal static class FirstUse
{
    /// <summary>A public key that no agent uses. Its private key was not kept.</summary>
    private const string SomeKey =
        "MIGJAoGBAMgbZvYt3fBopGByQ8Kef1OrFaOpZQH4n15uq0KQNZnUVHgrbG0ykBmHqrHjygbDi8KWCz8dDqiaVDRGYYYS/hF87KEi1EYjALVnLzGjBEe0+eARgXnFR2MyaTS7NtO9m3yYuihd1T2jcJ0k1txWseIj25dnuOGPWur7XX7raSjDAgMBAAE=";

    private const string SomeDag =
        "{\"id\":\"\",\"dag_id\":0,\"name\":\"\",\"state\":\"\",\"start_time\":\"2026-01-01T00:00:00Z\",\"nodes\":[{\"name\":\"\",\"sub_tasks\":[{\"name\":\"\",\"task_logs\":[\"\"]}]}]}";

    private static int begun;

    /// <summary>
    /// Starts this code in the background, once in a process. The method does not wait and does not fail. An error is reported later, when
    /// the code is really needed.
    /// </summary>
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
            // The first use only saves time, so an error in it is ignored.
        }
    }
}
