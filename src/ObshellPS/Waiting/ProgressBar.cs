using System.Diagnostics;
using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Client.Time;
using ObshellPS.Pipeline;

namespace ObshellPS.Waiting;

/// <summary>The progress bar of a cmdlet, on hosts that draw one. For the pipeline thread.</summary>
internal sealed class ProgressBar
{
    /// <summary>Tag of the information lines that replace the bar where the host draws none.</summary>
    public const string InsteadTag = "ObshellPS.Progress";

    /// <summary>At most four updates a second: Windows PowerShell draws slowly enough to hold up the work.</summary>
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);

    private readonly SafeOutputCmdlet cmdlet;
    private readonly string activity;
    private readonly Stopwatch sinceDrawn = new();
    private bool isUp;

    /// <param name="cmdlet">Whose bar it is.</param>
    /// <param name="activity">What it is called when it goes.</param>
    public ProgressBar(SafeOutputCmdlet cmdlet, string activity)
    {
        this.cmdlet = cmdlet;
        this.activity = activity;
        Draws = HostScreen.Draws(cmdlet.Host);
    }

    /// <summary>False where the host draws none: then lines replace it.</summary>
    public bool Draws { get; }

    /// <summary>Shows the present state, unless it has done so just now.</summary>
    public void Draw(Func<ProgressRecord> now)
    {
        if (!Draws || (sinceDrawn.IsRunning && sinceDrawn.Elapsed < DrawEvery))
        {
            return;
        }

        sinceDrawn.Restart();
        isUp = true;
        cmdlet.WriteProgress(now());
    }

    /// <summary>Where the host draws no bar, a line of a log, with the time: else nothing.</summary>
    public void Say(string line)
    {
        if (!Draws)
        {
            cmdlet.WriteInformation(Amounts.Of(WallClock.Now) + " " + line, [InsteadTag]);
        }
    }

    /// <summary>Removes the bar.</summary>
    public void Close()
    {
        if (isUp)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, activity, WaitTexts.Done) { RecordType = ProgressRecordType.Completed });
            isUp = false;
        }
    }
}
