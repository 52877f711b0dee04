using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Obshell.Client.Redaction;
using Obshell.Client.Security;
using Obshell.Client.Wire;
using Obshell.Reliability;
using Xunit;

namespace Obshell.Client.Tests.Wire;

/// <summary>
/// An agent that makes the search for secrets dear holds nobody up: eight times as much text takes about eight times as long, and the limit
/// of the request holds for the whole answer. A pattern that backtracked at each backslash took 68 s for 4 MB.
/// </summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
public sealed class MaskingTimeTests
{
    private const int Large = 4 * 1024 * 1024;

    private const int Small = 256 * 1024;

    public static TheoryData<string> Payloads =>
    [
        "\\", "\"", "'", "`", "\\\"", "\\'", "\\\\\"", "''", "\"\"", "\"\\", "access_key=", "access_key", "access_key=\\", "access_key=\"", "access_key='", "access_key ", "access_key%", "access_key%25",
        "access_key=%25", "\"access_key", "\"access_key\"", "\"access_key\":", "\"access_key\": \"", "\"access_key\":[", "{\"pwd\":\"", "pwd", "pwdpwd", "\"pwd", "password:", "password:[", "password: [", "password:[ ", "password: \"",
        "IDENTIFIED BY ", "IDENTIFIED ", "IDENTIFIED BY '", "decryption=", "decryption= \"", "kms_encrypt_info=", "Authorization: ", "Bearer ", "Basic aaaaaaaaa ", "://", "://a:", "://a:b", "a:", "a:b@", "a:@tcp(", "mysql ", "mysql -", "mysql -p", "mysql\n", "obclient -h mysql ",
        "%", "%2", "%25", "%27", "&amp;", "&", "\\u003d", "\\u", "\\/", "[", "{", " ", "\n", "a", ".", "-", "_", "secret.", "session_id-", ";", "\\\\\\\\\\\\\\\\ ",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Eight_times_as_much_of_anything_takes_about_eight_times_as_long(string piece)
    {
        string[] starts = Effort.IsFull ? ["", "access_key=", "\"access_key\":\"", "password:[", "IDENTIFIED BY '"] : ["", "\"access_key\":\""];
        foreach (string start in starts)
        {
            // A pattern that is quadratic takes 64 times as long. The best of some tries: other work on this machine only adds.
            TimeSpan part = TimeSpan.MaxValue, whole = TimeSpan.MaxValue;
            for (int attempt = 0; attempt < 4 && (attempt == 0 || !IsLinear(part, whole)); attempt++)
            {
                part = Least(part, Took(start, piece, Small / 8));
                whole = Least(whole, Took(start, piece, Small));
            }

            Assert.True(IsLinear(part, whole), $"{start}{piece}...: {part.TotalSeconds:0.000} s, {whole.TotalSeconds:0.000} s");
        }
    }

    [Theory]
    [InlineData("\\")]
    [InlineData("\\\"")]
    [InlineData("access_key=")]
    [InlineData("password:[ ")]
    public void A_whole_answer_ends_within_the_limit_of_its_request(string piece)
    {
        var redactor = new Redactor();
        redactor.Remember(SecretText.Protect("Backup#2026!"));
        string text = string.Concat(Enumerable.Repeat(piece, Large / piece.Length));
        byte[] body = Encoding.UTF8.GetBytes($"{{\"successful\":true,\"data\":{{\"contents\":[{string.Join(",", Enumerable.Repeat("\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"", 3))}]}}}}");
        var clock = Stopwatch.StartNew();
        try
        {
            EnvelopeReader.Read(new RawAnswer(200, body, null, "", "a:1"), redactor, new MaskingTime(TimeSpan.FromSeconds(1), isOfAnswer: true));
        }
        catch (TimeoutException)
        {
            // As the channel reports it: RequestTimeout.
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 12);
    }

    [Fact]
    public void When_the_time_is_over_the_answer_is_refused_and_a_text_alone_is_masked()
    {
        string text = string.Concat(Enumerable.Repeat("access_key=abcdefgh ", Large / 20));

        Assert.Throws<TimeoutException>(() => SecretForms.Clean(text, new MaskingTime(TimeSpan.Zero, isOfAnswer: true)));
        Assert.Equal("***", SecretForms.Clean(text, new MaskingTime(TimeSpan.Zero)));
    }

    [Fact]
    public void A_small_answer_is_never_late()
    {
        Assert.Equal("access_key=***", SecretForms.Clean("access_key=abcdefgh", new MaskingTime(TimeSpan.Zero, isOfAnswer: true)));
    }

    /// <summary>What took less than this says nothing of how it grows.</summary>
    private static bool IsLinear(TimeSpan part, TimeSpan whole) => whole < TimeSpan.FromMilliseconds(100) || whole < part * 24;

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Took(string start, string piece, int length)
    {
        string text = start + string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        var clock = Stopwatch.StartNew();
        SecretForms.Clean(text, new MaskingTime(TimeSpan.FromMinutes(5), isOfAnswer: true));
        return clock.Elapsed;
    }
}
