using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// A host whose screen can be read afterwards. Only the screen shows the output of -WhatIf, the formatter and a stopped cmdlet.
/// </summary>
public sealed class RecordingHost : PSHost
{
    private readonly RecordingInterface screen = new();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "ObshellPS.Tests";

    public override PSHostUserInterface UI => screen;

    public override Version Version { get; } = new(1, 0);

    /// <summary>If set, a user gives this answer to every question.</summary>
    public string? Says
    {
        set => screen.Says = value;
    }

    /// <summary>All text that was written to the screen.</summary>
    public string Screen => screen.Text;

    /// <summary>Clears the screen.</summary>
    public void Clear() => screen.Clear();

    /// <summary>Resets to the initial state: an empty, wide screen, without colours and without a user.</summary>
    public void Reset() => screen.Reset();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
