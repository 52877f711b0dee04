using Xunit;

namespace Obshell.Recovery.Tests.Reports.Browsing;

/// <summary>Is shown as skipped, with the reason, on a developer's machine without a browser.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.WhyNot;
}
