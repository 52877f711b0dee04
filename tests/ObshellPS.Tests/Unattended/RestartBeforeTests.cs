using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <inheritdoc/>
[Trait("Promise", "5")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Unattended")]
public sealed class RestartBeforeTests : RestartTest
{
    protected override bool IsAfter => false;
}
