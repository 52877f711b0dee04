using Xunit;

namespace ObshellPS.Tests.Hosting;

/// <summary>For tests that change the environment or time zone of the process. No other test runs at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
