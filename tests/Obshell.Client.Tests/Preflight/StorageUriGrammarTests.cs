using System.Linq;
using Obshell.Recovery;
using Obshell.Recovery.Preflight.Facts;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Preflight;

/// <summary>PROTOCOL 4.6.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class StorageUriGrammarTests
{
    [Theory]
    [InlineData("file:///backup/t1/data", PreflightVerdict.Passed)]
    [InlineData("file://backup/t1", PreflightVerdict.Failed)]
    [InlineData("file:///", PreflightVerdict.Failed)]
    [InlineData("file:///backup?x=1", PreflightVerdict.Failed)]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=k", PreflightVerdict.Passed)]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=k&delete_mode=tagging", PreflightVerdict.Passed)]
    [InlineData("oss://b/k?host=h", PreflightVerdict.Warning)]
    [InlineData("oss://b/k?host=h&access_id=i&access_key=", PreflightVerdict.Warning)]
    [InlineData("oss://b/k", PreflightVerdict.Failed)]
    [InlineData("oss://b?host=h&access_id=i&access_key=k", PreflightVerdict.Failed)]
    [InlineData("oss:///k?host=h&access_id=i&access_key=k", PreflightVerdict.Failed)]
    [InlineData("oss://b/k?host=&access_id=i&access_key=k", PreflightVerdict.Failed)]
    [InlineData("cos://b/k?host=h&access_id=i&access_key=k", PreflightVerdict.Failed)]
    [InlineData("cos://b/k?host=h&access_id=i&access_key=k&appid=1", PreflightVerdict.Passed)]
    [InlineData("s3://b/k?host=h&access_id=i&access_key=k", PreflightVerdict.Failed)]
    [InlineData("s3://b/k?host=h&access_id=i&access_key=k&s3_region=r", PreflightVerdict.Passed)]
    [InlineData("nfs://b/k", PreflightVerdict.Unknown)]
    public void A_storage_URI_is_judged_by_its_scheme(string text, PreflightVerdict verdict)
    {
        var found = StorageUriGrammar.Judge(new StorageUri(text));

        Assert.Equal(verdict, found.Select(f => f.Verdict).DefaultIfEmpty().Max());
    }
}
