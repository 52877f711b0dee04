using Xunit;

namespace ObshellPS.Packaging.Tests;

/// <summary>One package for all tests of it, and one test at a time: the process imports that module.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedModule>
{
    public const string Name = "Package";
}
