using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace ObshellPS.Quickstart;

/// <summary>The smallest host that lets an engine print onto a terminal.</summary>
internal sealed class ScreenHost : PSHost
{
    public ScreenHost(TerminalScreen screen) => UI = new ScreenInterface(screen);

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "ObshellPS.Quickstart";

    public override PSHostUserInterface UI { get; }

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException("The quick start asks nothing.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("The quick start asks nothing.");

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
