using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Obshell.Reliability;
using Obshell.Simulator;
using Xunit;

namespace ObshellPS.Tests.Secrets;

/// <summary>
/// Promise 6 in the memory of a process that uses the module. While it is connected, a password is only in SecureStrings. After it has
/// disconnected, the password is nowhere. Freed memory is also searched.
/// </summary>
[Trait("Promise", "6")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Secrets")]
public sealed class MemoryTests
{
    private static readonly string[] Secrets = ["Zp3kWq8vTn5xRb2m&1", "Yd7hLc4sGf9jXa6e\"2", "Nu2wMz6rKv8tQy3b 3", "Fe5oSi9xDg4nHj7p{\\\"k\\\":4}"];

    /// <summary>The part of each secret that is searched for. It has no characters that are escaped.</summary>
    private static readonly string[] Sought = [.. Secrets.Select(s => s[..14])];

    [Fact]
    public async Task Promise_6_a_password_is_only_in_SecureStrings_and_nowhere_after_Disconnect()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Secrets[0] });
        using Process probe = Start(cluster.Agents[0].Uri);
        try
        {
            await SendAsync(probe);
            long bytes = 0;
            var steps = new Dictionary<string, int[]>(StringComparer.Ordinal);
            foreach (string step in new[] { "read", "connected", "used", "disconnected" })
            {
                Assert.Equal(step, await probe.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)));
                (steps[step], long searched) = ProcessMemory.Count(probe.Id, Sought);
                bytes = Math.Max(bytes, searched);
                probe.StandardInput.BaseStream.WriteByte(1);
                await probe.StandardInput.BaseStream.FlushAsync();
            }

            await probe.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(21, cluster.Requests.All.Count(r => r.BodyText.Contains("decryption", StringComparison.Ordinal)) + 1);
            Figures.Write(
                "secrets-memory",
                ("Memory of the process that was searched, MB", "-", (bytes / 1024 / 1024).ToString("N0")),
                ("Copies of passwords: before the module has them", "1 each: the user's SecureString", string.Join(", ", steps["read"])),
                ("- connected", "at most 3 each: the user's, the connection's, the redactor's SecureString", string.Join(", ", steps["connected"])),
                ("- after 20 restores with backup passwords and KMS text, and 40 other requests", "at most 3 each", string.Join(", ", steps["used"])),
                ("- disconnected", "0", string.Join(", ", steps["disconnected"])));
            Assert.All(steps["read"], c => Assert.Equal(1, c));
            Assert.All(steps["connected"], c => Assert.InRange(c, 1, 3));
            Assert.All(steps["used"], c => Assert.InRange(c, 1, 3));
            Assert.All(steps["disconnected"], c => Assert.Equal(0, c));
        }
        finally
        {
            if (!probe.HasExited)
            {
                probe.Kill();
            }
        }
    }

    private static Process Start(Uri server)
    {
        string assembly = typeof(MemoryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "MemoryProbe").Value!;
        Assert.True(File.Exists(assembly), assembly);
        return Process.Start(new ProcessStartInfo("dotnet", [assembly, server.ToString()]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    private static async Task SendAsync(Process probe)
    {
        using var bytes = new MemoryStream();
        foreach (string secret in Secrets)
        {
            bytes.WriteByte((byte)secret.Length);
            foreach (char c in secret)
            {
                bytes.WriteByte((byte)c);
                bytes.WriteByte((byte)(c >> 8));
            }
        }

        await probe.StandardInput.BaseStream.WriteAsync(bytes.ToArray());
        await probe.StandardInput.BaseStream.FlushAsync();
    }
}
