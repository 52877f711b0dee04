using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>As <see cref="WineFactAttribute"/>, for theories.</summary>
public sealed class WineTheoryAttribute : TheoryAttribute
{
    public WineTheoryAttribute() => Skip = Wine.WhyNot;
}
