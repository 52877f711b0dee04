using Xunit;

namespace Obshell.Recovery.Tests.Reports.Browsing;

/// <summary>One browser at a time: each is several processes.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection
{
    public const string Name = "Browser";
}
