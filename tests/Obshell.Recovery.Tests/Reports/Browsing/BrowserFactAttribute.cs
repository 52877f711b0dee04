using Xunit;

namespace Obshell.Recovery.Tests.Reports.Browsing;

/// <summary>A test that is skipped with a reason on a developer's machine without a browser.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.WhyNot;
}
