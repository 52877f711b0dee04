using System;
using System.Linq;
using System.Text;
using Obshell.Client.Restores.Requests;
using Xunit;

namespace Obshell.Client.Tests.Storage;

/// <summary>
/// Promise 3: agents decode a storage URI and insert the result into a shell command (PROTOCOL 4.5). So the module also checks the decoded
/// URI.
/// </summary>
[Trait("Promise", "3")]
[Trait("Trap", "4")]
[Trait("Topic", "Restores")]
public sealed class StorageUriEscapeTests
{
    private const string Forbidden = " '\"`\\,;";

    [Theory]
    [InlineData("oss://b/p?host=h&access_id=a&access_key=%27%3B%20id%3B%20%27", "%27", "a single quote", 41)]
    [InlineData("oss://b/p?host=h&access_id=a&access_key=x%27y", "%27", "a single quote", 42)]
    [InlineData("  oss://b/p?host=h%27", "%27", "a single quote", 19)]
    [InlineData("oss://b%27/p?host=h", "%27", "a single quote", 8)]
    [InlineData("oss://b/p?ho%27st=h", "%27", "a single quote", 13)]
    [InlineData("file:///a%27b", "%27", "a single quote", 10)]
    [InlineData("file:///a%22b", "%22", "a double quote", 10)]
    [InlineData("file:///a%60b", "%60", "'`'", 10)]
    [InlineData("file:///a%5cb", "%5c", "a backslash", 10)]
    [InlineData("file:///a%5Cb", "%5C", "a backslash", 10)]
    [InlineData("file:///a%2Cb", "%2C", "','", 10)]
    [InlineData("file:///a%3bb", "%3b", "';'", 10)]
    [InlineData("file:///a%20b", "%20", "a space", 10)]
    [InlineData("file:///a%0ab", "%0a", "'U+000A'", 10)]
    [InlineData("file:///a%00b", "%00", "'U+0000'", 10)]
    [InlineData("file:///a%7Fb", "%7F", "'U+007F'", 10)]
    [InlineData("file:///a%c2%85b", "%c2%85", "'U+0085'", 10)]
    [InlineData("file:///a%E2%80%99b", "%E2%80%99", "'U+2019'", 10)]
    [InlineData("file:///%E5%A4%87%E2%80%AEb", "%E2%80%AE", "'U+202E'", 18)]
    [InlineData("file:///a%EF%BC%87b", "%EF%BC%87", "'U+FF07'", 10)]
    [InlineData("file:///a%EF%BC%9Bb", "%EF%BC%9B", "'U+FF1B'", 10)]
    [InlineData("file:///a%F3%A0%81%87b", "%F3%A0%81%87", "'U+DB40'", 10)]
    [InlineData("file:///a%2527b", "%25", "could be decoded twice", 10)]
    [InlineData("file:///a%25%32%37b", "%25", "could be decoded twice", 10)]
    [InlineData("file:///a%", "'%'", "is not followed by two hexadecimal digits", 10)]
    [InlineData("file:///a%2", "'%'", "is not followed by two hexadecimal digits", 10)]
    [InlineData("file:///a%2Gb", "'%'", "is not followed by two hexadecimal digits", 10)]
    [InlineData("file:///a%%27b", "'%'", "is not followed by two hexadecimal digits", 10)]
    [InlineData("file:///a%u0027b", "'%'", "is not followed by two hexadecimal digits", 10)]
    [InlineData("file:///a%+27b", "'%'", "is not followed by two hexadecimal digits", 10)]
    [InlineData("file:///a%C0%A7b", "%C0", "not UTF-8", 10)]
    [InlineData("file:///a%E0%80%A7b", "%E0", "not UTF-8", 10)]
    [InlineData("file:///a%FFb", "%FF", "not UTF-8", 10)]
    [InlineData("file:///a%A7b", "%A7", "not UTF-8", 10)]
    [InlineData("file:///a%E5%A4b", "%E5", "not UTF-8", 10)]
    [InlineData("file:///a%ED%A0%80b", "%ED", "not UTF-8", 10)]
    public void An_escape_is_checked_as_its_decoded_character_and_the_error_shows_the_position(string typed, string escape, string means, int position)
    {
        InputFault fault = Refusal(typed);
        Assert.Equal(("InvalidStorageUri", "DataBackupUri"), (fault.ErrorId, fault.Parameter));
        Assert.Contains(escape, fault.Message, StringComparison.Ordinal);
        Assert.Contains(means, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"at position {position}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(typed.Trim(), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_shows_no_part_of_a_key()
    {
        Assert.DoesNotContain("SeCrEt", Refusal("oss://b/p?host=h&access_id=a&access_key=SeCrEt%27SeCrEt").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///data/%E5%A4%87%e4%bb%bd")]
    [InlineData("oss://b/p?host=h&access_id=a&access_key=k3y%2Fx%2B%3D%3d+y")]
    [InlineData("s3://b/p?host=http%3A%2F%2F10.0.0.1%3a9000&access_id=a&access_key=k")]
    public void An_escape_of_an_allowed_character_is_accepted(string typed) => Assert.Null(new StorageUri(typed).FindFault());

    [Fact]
    public void An_accepted_URI_contains_no_forbidden_character_however_often_it_is_decoded()
    {
        var random = new Random(20261129);
        string[] pieces = ["%", "2", "7", "%2", "%27", "%25", "%3B", "%3b", "%E5%A4%87", "%C0%A7", "%E2%80%99", "%00", "%0a", "a", "f", "F", "+", "&", "=", "?", "u", "\u5907", "%F0%9F%98%80", "%41", "%2F"];
        int passed = 0;
        for (int round = 0; round < 60_000; round++)
        {
            string text = "oss://b/" + string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (new StorageUri(text).FindFault() is not null)
            {
                continue;
            }

            passed++;
            byte[] once = Decoded(Encoding.UTF8.GetBytes(text));
            Assert.Equal(once, Decoded(once));
            string read = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(once);
            Assert.DoesNotContain(read, c => Forbidden.Contains(c, StringComparison.Ordinal) || char.IsControl(c) || c is '\u2018' or '\u2019');
        }

        Assert.InRange(passed, 1_000, 59_000);
    }

    /// <summary>Decodes bytes like Go's url.QueryUnescape, except <c>+</c>.</summary>
    private static byte[] Decoded(byte[] bytes)
    {
        var decoded = new System.Collections.Generic.List<byte>(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                decoded.Add(Convert.ToByte(Encoding.ASCII.GetString(bytes, i + 1, 2), 16));
                i += 2;
            }
            else
            {
                decoded.Add(bytes[i]);
            }
        }

        return [.. decoded];
    }

    private static InputFault Refusal(string typed)
    {
        var faults = new System.Collections.Generic.List<InputFault>();
        RestoreRequestChecker.CheckUri(new StorageUri(typed), "DataBackupUri", faults);
        return Assert.Single(faults);
    }
}
