using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>A theory that is skipped with a reason on a developer's machine without Mono.</summary>
public sealed class MonoTheoryAttribute : TheoryAttribute
{
    public MonoTheoryAttribute() => Skip = Mono.WhyNot;
}
