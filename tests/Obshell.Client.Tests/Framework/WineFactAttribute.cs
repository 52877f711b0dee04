using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>A test that is skipped with a reason if WinHTTP is not available.</summary>
public sealed class WineFactAttribute : FactAttribute
{
    public WineFactAttribute() => Skip = Wine.WhyNot;
}
