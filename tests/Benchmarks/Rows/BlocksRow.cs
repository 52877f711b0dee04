using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Client.Encryption;
using Obshell.Client.Secrets;

namespace Obshell.Benchmarks.Rows;

/// <summary>
/// The number of RSA blocks in the header of a poll. The agent needs one private-key operation for each block. These operations are most of
/// the agent's work for a poll.
/// </summary>
internal sealed class BlocksRow : IRow
{
    private const string Uri = "/api/v1/task/dag/11?show_details=false";

    public string Name => "blocks";

    public Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var pair = RSA.Create(1024);
        var key = AgentKey.Parse(Convert.ToBase64String(pair.ExportRSAPublicKey()));
        int Blocks(int passwordLength)
        {
            string header = RequestHeader.Create(key, SecretText.Protect(new string('p', passwordLength)), DateTimeOffset.UtcNow, Uri, keys: null);
            return Convert.FromBase64String(header).Length / key.BlockBytes;
        }

        int longest = Enumerable.Range(1, 128).Last(length => Blocks(length) == 1);

        // The bytes that are left for the password, because the block also contains {"Auth":"","Ts":"1700000000","Uri":"..."}.
        int room = key.MaxPlainBlock - ("{\"Auth\":\"\",\"Ts\":\"1700000000\",\"Uri\":\"\"}".Length + Uri.Length);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure(
                "RSA blocks in the header of a poll, 1024-bit key", "1 where the password leaves room",
                $"1 with a password of up to {longest} characters ({room} is all that is left of {key.MaxPlainBlock} bytes), {Blocks(longest + 1)} above", longest == room && Blocks(longest + 1) == 2),
        ]);
    }
}
