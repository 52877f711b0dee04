using System;
using System.Management.Automation.Host;

namespace ObshellPS.Tests.Hosting;

/// <summary>So wide that the formatter does not shorten lines.</summary>
public sealed class RecordingScreen : PSHostRawUserInterface
{
    public static readonly Size Wide = new(160, 50);

    public override ConsoleColor BackgroundColor { get; set; }

    public override Size BufferSize { get; set; } = Wide;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; }

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.White;

    public override bool KeyAvailable => false;

    public override Size MaxPhysicalWindowSize => Wide;

    public override Size MaxWindowSize => Wide;

    public override Coordinates WindowPosition { get; set; }

    public override Size WindowSize { get; set; } = Wide;

    public override string WindowTitle { get; set; } = "";

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
    }
}
