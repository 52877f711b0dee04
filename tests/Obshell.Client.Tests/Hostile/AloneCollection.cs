using Xunit;

namespace Obshell.Client.Tests.Hostile;

/// <summary>Tests that count the bytes of the whole process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
