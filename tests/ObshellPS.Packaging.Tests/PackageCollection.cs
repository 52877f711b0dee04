using Xunit;

namespace ObshellPS.Packaging.Tests;

/// <summary>
/// All tests of the package use one package. They run one after the other, because the process imports the module of this package.
/// </summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedModule>
{
    public const string Name = "Package";
}
