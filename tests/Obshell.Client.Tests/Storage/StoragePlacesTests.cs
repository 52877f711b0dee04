using Obshell.Client.Storage;
using Xunit;

namespace Obshell.Client.Tests.Storage;

/// <summary>Whether a running restore reads from the place that is asked for: agents and users name the same place with more and with fewer parameters.</summary>
[Trait("Topic", "Storage")]
public sealed class StoragePlacesTests
{
    [Theory]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/data")]
    [InlineData("file:///backup/data", "file:///backup/data?region=r1")]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/data?zone=zone1")]
    [InlineData("s3://bk/p?host=h&s3_region=r", "s3://bk/p?s3_region=r&host=h")]
    public void One_place_in_two_spellings_is_the_same(string left, string right)
    {
        Assert.True(StoragePlaces.IsSame(left, right));
        Assert.True(StoragePlaces.IsSame(right, left));
    }

    [Theory]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/data?zone=zone2")]
    [InlineData("file:///backup/data?zone=zone1", "file:///backup/other?zone=zone1")]
    [InlineData("s3://bk/p?host=h", "oss://bk/p?host=h")]
    public void Another_place_is_not(string left, string right)
    {
        Assert.False(StoragePlaces.IsSame(left, right));
        Assert.False(StoragePlaces.IsSame(right, left));
    }
}
