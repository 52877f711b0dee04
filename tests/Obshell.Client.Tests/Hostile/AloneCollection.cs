using Xunit;

namespace Obshell.Client.Tests.Hostile;

/// <summary>Tests that count the allocated bytes of the whole process. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
