using System;
using System.Collections.Generic;
using System.Security;
using System.Threading.Tasks;
using ObshellPS.Tests;

namespace Obshell.Client.Framework;

/// <summary>The data that the checks use.</summary>
internal sealed class Room
{
    public Room(string folder, string server, string serverWithShortKey, string serverWithLongKey, bool hasAliens)
    {
        Folder = folder;
        Server = server;
        Servers = new Dictionary<int, string> { [512] = serverWithShortKey, [1024] = server, [2048] = serverWithLongKey };
        HasAliens = hasAliens;
    }

    /// <summary>The folder with the staged module's files for this edition.</summary>
    public string Folder { get; }

    public string Server { get; }

    /// <summary>The clusters by the size of their keys in bits.</summary>
    public IReadOnlyDictionary<int, string> Servers { get; }

    /// <summary>True if assemblies with the names of our dependencies were loaded before from another folder.</summary>
    public bool HasAliens { get; }

    public async Task<ObConnection> ConnectAsync(string? server = null, string? password = null, TimeSpan? limit = null) =>
        await ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = [server ?? Server],
            Password = Protect(password ?? TestVariables.Password),
            Timeout = limit ?? TimeSpan.FromSeconds(30),

            // The clock of the simulated agent has the date of the examples in the docs.
            AllowClockDifference = true,
        }).ConfigureAwait(false);

    private static SecureString Protect(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        return secret;
    }
}
