using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>Is shown as skipped, with the reason, where there is no WinHTTP.</summary>
public sealed class WineFactAttribute : FactAttribute
{
    public WineFactAttribute() => Skip = Wine.WhyNot;
}
