using Obshell.Client.Storage;
using Xunit;

namespace Obshell.Client.Tests.Storage;

/// <summary>
/// Compares the source of a running restore with the requested source. Agents and users write the same URI with more or fewer parameters.
/// </summary>
[Trait("Topic", "Storage")]
public sealed class StoragePlacesTests
{
    [Theory]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/data")]
    [InlineData("file:///backup/data", "file:///backup/data?region=r1")]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/data?zone=zone1")]
    [InlineData("s3://bk/p?host=h&s3_region=r", "s3://bk/p?s3_region=r&host=h")]
    public void Two_forms_of_the_same_storage_URI_are_equal(string left, string right)
    {
        Assert.True(StoragePlaces.IsSame(left, right));
        Assert.True(StoragePlaces.IsSame(right, left));
    }

    [Theory]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/data?zone=zone2")]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/other?zone=zone1")]
    [InlineData("s3://bk/p?host=h", "oss://bk/p?host=h")]
    public void Different_storage_URIs_are_not_equal(string left, string right)
    {
        Assert.False(StoragePlaces.IsSame(left, right));
        Assert.False(StoragePlaces.IsSame(right, left));
    }
}
