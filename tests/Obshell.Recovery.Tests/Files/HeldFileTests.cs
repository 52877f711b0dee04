using System;
using System.IO;
using System.Threading;
using Obshell.Recovery.Files;
using Xunit;

namespace Obshell.Recovery.Tests.Files;

/// <summary>Windows' words for a held file come in by hand here; in PowerShell for Windows tests/Pester holds a real one.</summary>
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
    public void What_a_moments_hold_hinders_is_done_again(int code)
    {
        int tries = 0;

        Assert.Equal("done", HeldFile.Retry(() => ++tries < 4 ? throw Windows(code) : "done", HeldFile.IsHeld));
        Assert.Equal(4, tries);
    }

    /// <summary>A missing file, an existing file, a full disk, a path that is too long: waiting cannot fix them.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(80)]
    [InlineData(112)]
    [InlineData(183)]
    [InlineData(206)]
    public void A_fault_that_waiting_cannot_fix_is_reported_at_once(int code)
    {
        int tries = 0;

        Assert.Throws<IOException>(() => HeldFile.Retry<int>(() => throw (++tries > 0 ? Windows(code) : null!), HeldFile.IsHeld));
        Assert.Equal(1, tries);
    }

    [Fact]
    public void A_stop_ends_the_waiting()
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
    public void A_hold_that_does_not_end_is_reported_after_some_seconds() =>
        Assert.Throws<IOException>(() => HeldFile.Retry<int>(() => throw Windows(32), HeldFile.IsHeld));

    private static Exception Windows(int code) => code == 5
        ? new UnauthorizedAccessException()
        : new IOException("of Windows", unchecked((int)(0x80070000 | (uint)code)));
}
