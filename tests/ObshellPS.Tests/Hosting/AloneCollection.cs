using Xunit;

namespace ObshellPS.Tests.Hosting;

/// <summary>For tests that change what belongs to the whole process (environment, time zone): nothing runs at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
