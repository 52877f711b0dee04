using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>A test that is skipped with a reason on a developer's machine without Mono.</summary>
public sealed class MonoFactAttribute : FactAttribute
{
    public MonoFactAttribute() => Skip = Mono.WhyNot;
}
