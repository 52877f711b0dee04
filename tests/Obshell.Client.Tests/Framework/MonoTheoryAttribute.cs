using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>Is shown as skipped, with the reason, on a developer's machine without Mono.</summary>
public sealed class MonoTheoryAttribute : TheoryAttribute
{
    public MonoTheoryAttribute() => Skip = Mono.WhyNot;
}
