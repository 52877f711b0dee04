using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>The same as <see cref="WineFactAttribute"/>, for theories.</summary>
public sealed class WineTheoryAttribute : TheoryAttribute
{
    public WineTheoryAttribute() => Skip = Wine.WhyNot;
}
