using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security;
using System.Text;
using System.Text.Json;
using Obshell.Client.Encryption;
using Obshell.Client.Raw;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using ObshellPS.Tests;
using Xunit;

namespace Obshell.Client.Tests.Secrets;

/// <summary>Promise 6: memory that contained a plain secret is cleared, and no code converts a secret to a string.</summary>
[Trait("Promise", "6")]
[Trait("Topic", "Security")]
public sealed class WipedTests
{
    private const string Canary = "Plain\"Canary\\77\n";

    [Fact]
    public void A_buffer_clears_its_old_arrays_when_it_grows_and_its_last_array_at_the_end()
    {
        var buffer = new ClearedBuffer();
        byte[] first = ArrayOf(buffer);
        buffer.Write(Encoding.UTF8.GetBytes(Canary));
        buffer.GetSpan(10_000);
        byte[] second = ArrayOf(buffer);
        Assert.NotSame(first, second);
        Assert.All(first, b => Assert.Equal(0, b));
        Assert.Contains(second, b => b != 0);
        buffer.Dispose();
        Assert.All(second, b => Assert.Equal(0, b));
    }

    [Fact]
    public void The_keys_of_a_body_are_cleared_after_the_encryption()
    {
        byte[] key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        byte[] iv = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        new BodyCipher(key, iv).Dispose();
        Assert.All(key.Concat(iv), b => Assert.Equal(0, b));
    }

    [Fact]
    public void The_search_patterns_of_secrets_are_cleared_after_the_search()
    {
        var redactor = new Redactor();
        redactor.Remember(SecretText.Protect(Canary));
        var patterns = redactor.Open();
        char[][] kept = [.. (System.Collections.Generic.List<char[]>)patterns.GetType().GetField("patterns", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(patterns)!];
        Assert.NotEmpty(kept);
        patterns.Dispose();
        Assert.All(kept.SelectMany(n => n), c => Assert.Equal('\0', c));
    }

    [Fact]
    public void The_JSON_text_of_a_secret_is_correct_and_is_cleared_after_use()
    {
        byte[]? seen = null;
        string? read = null;
        JsonText.Use(SecretText.Protect(Canary), (literal, length) =>
        {
            seen = literal;
            read = JsonSerializer.Deserialize<string>(literal.AsSpan(0, length));
        });
        Assert.Equal(Canary, read);
        Assert.All(seen!, b => Assert.Equal(0, b));
    }

    /// <summary>The array pools belong to the whole process, so this secret is not used in any other test.</summary>
    [Fact]
    public void Pooled_arrays_contain_no_secret_after_a_request_was_written()
    {
        const string Own = "Heron#Of#This#Test";
        SecureString secret = SecretText.Protect(Own + new string('"', 2000));
        Array.Clear(RestoreRequestBody.Create(new TenantRestoreRequest { DataBackupUri = new StorageUri("file:///d"), RestoreTenantName = "t", Decryption = [secret], KmsEncryptInfo = secret }));
        PlainArray.Clear(RequestBody.Create(new System.Collections.Hashtable { ["password"] = secret }, new Redactor()));
        for (int size = 16; size <= 64 * 1024; size *= 2)
        {
            char[] chars = ArrayPool<char>.Shared.Rent(size);
            byte[] bytes = ArrayPool<byte>.Shared.Rent(size);
            Assert.DoesNotContain("Heron", new string(chars), StringComparison.Ordinal);
            Assert.DoesNotContain("Heron", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }
    }

    /// <summary>A string cannot be cleared. So only SecretText reads a SecureString, and it never returns a string.</summary>
    [Fact]
    public void No_code_converts_a_SecureString_to_a_string()
    {
        Assert.DoesNotContain(typeof(SecretText).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic), m => m.ReturnType == typeof(string));
        string root = Repository.Root;
        string[] crossings = ["SecureStringTo", "PtrToString", "GetNetworkCredential"];
        foreach (string file in new[] { "Obshell.Client", "Obshell.Recovery", "ObshellPS" }.SelectMany(p => Directory.GetFiles(Path.Combine(root, "src", p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Path.GetFileName(f) != "SecretText.cs"))
        {
            string source = File.ReadAllText(file);
            Assert.All(crossings, c => Assert.False(source.Contains(c, StringComparison.Ordinal), $"{file}: {c}"));
        }
    }

    private static byte[] ArrayOf(ClearedBuffer buffer) =>
        (byte[])typeof(ClearedBuffer).GetField("bytes", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(buffer)!;
}
