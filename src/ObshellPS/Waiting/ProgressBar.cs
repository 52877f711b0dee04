using System.Diagnostics;
using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Client.Time;
using ObshellPS.Pipeline;

namespace ObshellPS.Waiting;

/// <summary>The progress bar of a cmdlet, on hosts that have progress bars. Only the pipeline thread uses it.</summary>
internal sealed class ProgressBar
{
    /// <summary>The tag of the information lines on hosts without a progress bar.</summary>
    public const string InsteadTag = "ObshellPS.Progress";

    /// <summary>At most four updates per second: Windows PowerShell draws slowly, and more updates would delay the work.</summary>
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);

    private readonly SafeOutputCmdlet cmdlet;
    private readonly string activity;
    private readonly Stopwatch sinceDrawn = new();
    private bool isUp;

    /// <param name="cmdlet">The cmdlet that shows the bar.</param>
    /// <param name="activity">The activity in the record that removes the bar.</param>
    public ProgressBar(SafeOutputCmdlet cmdlet, string activity)
    {
        this.cmdlet = cmdlet;
        this.activity = activity;
        Draws = HostScreen.Draws(cmdlet.Host);
    }

    /// <summary>False when the host has no progress bar; information lines replace it.</summary>
    public bool Draws { get; }

    /// <summary>Shows the current state, but at most four times per second.</summary>
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

    /// <summary>Writes a log line with the time, only if the host has no progress bar.</summary>
    public void Say(string line)
    {
        if (!Draws)
        {
            cmdlet.WriteInformation(Amounts.Of(WallClock.Now) + " " + line, [InsteadTag]);
        }
    }

    /// <summary>Removes the progress bar.</summary>
    public void Close()
    {
        if (isUp)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, activity, WaitTexts.Done) { RecordType = ProgressRecordType.Completed });
            isUp = false;
        }
    }
}
