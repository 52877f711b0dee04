using System.Diagnostics;
using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Client.Time;
using ObshellPS.Pipeline;

namespace ObshellPS.Waiting;

/// <summary>The progress bar of a cmdlet, on hosts that draw one. Only the pipeline thread uses it.</summary>
internal sealed class ProgressBar
{
    /// <summary>The tag of the information lines that replace the bar on hosts that draw none.</summary>
    public const string InsteadTag = "ObshellPS.Progress";

    /// <summary>The bar gets at most four updates a second: Windows PowerShell draws slowly, and more updates would delay the work.</summary>
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);

    private readonly SafeOutputCmdlet cmdlet;
    private readonly string activity;
    private readonly Stopwatch sinceDrawn = new();
    private bool isUp;

    /// <param name="cmdlet">The cmdlet that the bar belongs to.</param>
    /// <param name="activity">The name of the activity that the record uses when the bar is removed.</param>
    public ProgressBar(SafeOutputCmdlet cmdlet, string activity)
    {
        this.cmdlet = cmdlet;
        this.activity = activity;
        Draws = HostScreen.Draws(cmdlet.Host);
    }

    /// <summary>False when the host draws no bar: then lines replace it.</summary>
    public bool Draws { get; }

    /// <summary>Shows the present state, unless the last update was a moment ago.</summary>
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

    /// <summary>Writes a log line with the time when the host draws no bar; otherwise writes nothing.</summary>
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
