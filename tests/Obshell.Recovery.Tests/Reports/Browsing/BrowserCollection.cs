using Xunit;

namespace Obshell.Recovery.Tests.Reports.Browsing;

/// <summary>Only one browser runs at a time, because each browser has several processes.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection
{
    public const string Name = "Browser";
}
