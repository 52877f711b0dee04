using System;
using System.IO;
using System.Threading;
using Obshell.Recovery.Files;
using Xunit;

namespace Obshell.Recovery.Tests.Files;

/// <summary>
/// These tests create the Windows errors for a file that is in use. tests/Pester uses a real file in PowerShell for Windows.
/// </summary>
[Trait("Topic", "Files")]
public sealed class HeldFileTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1175)]
    [InlineData(1176)]
    [InlineData(1224)]
    public void A_file_operation_is_repeated_while_another_process_uses_the_file(int code)
    {
        int tries = 0;

        Assert.Equal("done", HeldFile.Retry(() => ++tries < 4 ? throw Windows(code) : "done", HeldFile.IsHeld));
        Assert.Equal(4, tries);
    }

    /// <summary>Errors that waiting cannot fix: a missing file, an existing file, a full disk, a path that is too long.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(80)]
    [InlineData(112)]
    [InlineData(183)]
    [InlineData(206)]
    public void An_error_that_waiting_cannot_fix_is_reported_at_once(int code)
    {
        int tries = 0;

        Assert.Throws<IOException>(() => HeldFile.Retry<int>(() => throw (++tries > 0 ? Windows(code) : null!), HeldFile.IsHeld));
        Assert.Equal(1, tries);
    }

    [Fact]
    public void A_cancellation_ends_the_retries()
    {
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => HeldFile.Retry<int>(
            () =>
            {
                stop.Cancel();
                throw Windows(32);
            },
            HeldFile.IsHeld,
            stop.Token));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void If_the_file_stays_in_use_the_error_is_reported_after_some_seconds() =>
        Assert.Throws<IOException>(() => HeldFile.Retry<int>(() => throw Windows(32), HeldFile.IsHeld));

    private static Exception Windows(int code) => code == 5
        ? new UnauthorizedAccessException()
        : new IOException("of Windows", unchecked((int)(0x80070000 | (uint)code)));
}
