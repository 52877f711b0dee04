using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Hostile;
using Obshell.Client.Tests.Time;
using Obshell.Reliability;
using Xunit;

namespace Obshell.Client.Tests.Secrets;

/// <summary>
/// An agent can send answers in which the search for secrets is expensive. Such an answer must not delay the module. The search time grows
/// only linearly with the length of the text, and the timeout of the request includes the search in the whole answer. An old pattern
/// backtracked at each backslash and took 68 s for 4 MB.
/// </summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
[Trait("Topic", "Wire")]
public sealed class MaskingTimeTests
{
    private const int Large = 4 * 1024 * 1024;

    private const int Medium = 1024 * 1024;

    private const int Small = 96 * 1024;

    private static readonly TimeSpan GaveUp = TimeSpan.MaxValue;

    public static TheoryData<string> Payloads =>
    [
        "\\", "\"", "'", "`", "\\\"", "\\'", "\\\\\"", "''", "\"\"", "\"\\", "access_key=", "access_key", "access_key=\\", "access_key=\"", "access_key='", "access_key ", "access_key%", "access_key%25",
        "access_key=%25", "\"access_key", "\"access_key\"", "\"access_key\":", "\"access_key\": \"", "\"access_key\":[", "{\"pwd\":\"", "pwd", "pwdpwd", "\"pwd", "password:", "password:[", "password: [", "password:[ ", "password: \"",
        "IDENTIFIED BY ", "IDENTIFIED ", "IDENTIFIED BY '", "decryption=", "decryption= \"", "kms_encrypt_info=", "Authorization: ", "Bearer ", "Basic aaaaaaaaa ", "://", "://a:", "://a:b", "a:", "a:b@", "a:@tcp(", "mysql ", "mysql -", "mysql -p", "mysql\n", "obclient -h mysql ",
        "%", "%2", "%25", "%27", "&amp;", "&", "\\u003d", "\\u", "\\/", "[", "{", " ", "\n", "a", ".", "-", "_", "secret.", "session_id-", ";", "\\\\\\\\\\\\\\\\ ",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void The_search_time_grows_linearly_with_the_length_of_any_text(string piece)
    {
        string[] starts = Effort.IsFull ? ["", "access_key=", "\"access_key\":\"", "password:[", "IDENTIFIED BY '"] : ["", "\"access_key\":\""];
        foreach (string start in starts)
        {
            AssertLinear(start, piece, Small);
        }
    }

    /// <summary>
    /// The search for the end of a value is so fast that only a long text shows whether each beginning repeats the search.
    /// </summary>
    [Theory]
    [InlineData("password:[")]
    [InlineData("password:[ ")]
    [InlineData("\"access_key\":[")]
    [InlineData("\"access_key\":\"")]
    [InlineData("access_key='")]
    [InlineData("IDENTIFIED BY '")]
    [InlineData("decryption= \"")]
    [InlineData("mysql -p\"")]
    public void Many_values_without_an_end_cause_only_one_search_for_an_end(string piece) => AssertLinear("", piece, Medium);

    [Theory]
    [InlineData("\\")]
    [InlineData("\\\"")]
    [InlineData("access_key=")]
    [InlineData("password:[ ")]
    public void The_search_in_an_answer_ends_within_the_timeout_of_the_request(string piece)
    {
        var redactor = new Redactor();
        redactor.Remember(SecretText.Protect("Backup#2026!"));
        string text = string.Concat(Enumerable.Repeat(piece, Large / piece.Length));
        byte[] body = Encoding.UTF8.GetBytes($"{{\"successful\":true,\"data\":{{\"contents\":[{string.Join(",", Enumerable.Repeat("\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"", 3))}]}}}}");
        TimeSpan took = ThreadClock.Took(() =>
        {
            try
            {
                EnvelopeReader.Read(new RawAnswer(200, body, null, "", "a:1"), redactor, new MaskingTime(TimeSpan.FromSeconds(1), isOfAnswer: true));
            }
            catch (TimeoutException)
            {
                // The channel reports this as RequestTimeout.
            }
        });

        Assert.InRange(took.TotalSeconds, 0, 12);
    }

    [Fact]
    public void After_the_time_limit_an_answer_is_refused_and_a_single_text_is_masked_completely()
    {
        string text = string.Concat(Enumerable.Repeat("access_key=abcdefgh ", Large / 20));

        Assert.Throws<TimeoutException>(() => SecretForms.Clean(text, new MaskingTime(TimeSpan.Zero, isOfAnswer: true)));
        Assert.Equal("***", SecretForms.Clean(text, new MaskingTime(TimeSpan.Zero)));
    }

    [Fact]
    public void All_texts_of_an_answer_share_one_time_limit()
    {
        // Each text alone is too small to reach the limit.
        string text = string.Concat(Enumerable.Repeat("access_key=abcdefgh ", 200 * 1024 / 20));
        byte[] body = Encoding.UTF8.GetBytes($"{{\"successful\":true,\"data\":{{\"contents\":[\"{text}\",\"{text}\",\"{text}\"]}}}}");
        SecretForms.Clean(text, new MaskingTime(TimeSpan.Zero, isOfAnswer: true));

        Assert.Throws<TimeoutException>(() => EnvelopeReader.Read(new RawAnswer(200, body, null, "", "a:1"), new Redactor(), new MaskingTime(TimeSpan.Zero, isOfAnswer: true)));
    }

    [Fact]
    public async Task The_search_in_a_late_answer_ends_at_the_timeout_of_the_request()
    {
        using ObConnection connection = await ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = ["10.0.0.1"],
            AllowUnencryptedAuthentication = true,
            Password = SecretText.Protect("Root#123"),
            Handler = new LastMomentAgent(),
            TimeProvider = new VirtualTime(),
            Timeout = TimeSpan.FromSeconds(2),
        });

        var error = await Assert.ThrowsAsync<ObshellConnectionException>(() => new ObshellClient(connection).Raw.InvokeAsync("GET", "/api/v1/task/dags/ob"));

        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Contains("could not search the answer for secrets", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_answer_never_exceeds_the_time_limit()
    {
        Assert.Equal("access_key=***", SecretForms.Clean("access_key=abcdefgh", new MaskingTime(TimeSpan.Zero, isOfAnswer: true)));
    }

    private static void AssertLinear(string start, string piece, int length)
    {
        // A quadratic pattern would take 64 times as long. The shortest of several tries counts, because other work of the machine only
        // adds time.
        TimeSpan part = GaveUp, whole = GaveUp;
        for (int attempt = 0; attempt < 4 && (attempt == 0 || !IsLinear(part, whole)); attempt++)
        {
            part = Least(part, Took(start, piece, length / 8));
            whole = Least(whole, Took(start, piece, length));
        }

        Assert.True(IsLinear(part, whole), $"{start}{piece}...: {Shown(part)}, {Shown(whole)}");
    }

    private static string Shown(TimeSpan took) => took == GaveUp ? "given up" : took.TotalSeconds.ToString("0.000 s", CultureInfo.InvariantCulture);

    /// <summary>Very short times count as linear, because they do not show the growth.</summary>
    private static bool IsLinear(TimeSpan part, TimeSpan whole) => whole < TimeSpan.FromMilliseconds(15) || (part < GaveUp && whole < part * 24);

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Took(string start, string piece, int length)
    {
        string text = start + string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        string clean = "";
        TimeSpan took = ThreadClock.Took(() => clean = SecretForms.Clean(text, new MaskingTime(TimeSpan.FromMinutes(5), isOfAnswer: true)));

        // A search that reaches its own limit takes the same time for any length, which would look linear.
        return clean == Redactor.Mask ? GaveUp : took;
    }

    /// <summary>An agent whose first answer has many texts that look like secrets and arrives just at the timeout.</summary>
    private sealed class LastMomentAgent : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            string? body = request.RequestUri!.AbsolutePath switch
            {
                "/api/v1/info" => HostileServer.Info,
                "/api/v1/secret" => "{\"successful\":true,\"data\":{\"public_key\":\"" + KeyText.Any + "\"}}",
                "/api/v1/ob/info" => HostileServer.Cluster,
                _ => null,
            };
            return Task.FromResult(new HttpResponseMessage { Content = body is null ? LastMoment() : new StringContent(body, Encoding.UTF8, "application/json") });
        }

        private static StreamContent LastMoment()
        {
            byte[] body = Encoding.UTF8.GetBytes("{\"successful\":true,\"data\":{\"contents\":[\"" + string.Concat(Enumerable.Repeat("access_key=abcdefgh ", Large / 20)) + "\"]}}");
            var content = new StreamContent(new LastMomentStream(body));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            content.Headers.ContentLength = body.Length;
            return content;
        }
    }

    private sealed class LastMomentStream(byte[] body) : MemoryStream(body)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = Read(buffer.Span);
            if (Position == Length)
            {
                var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                using CancellationTokenRegistration waiting = cancellationToken.Register(over.SetResult);
                await over.Task;
            }

            return read;
        }
    }
}
