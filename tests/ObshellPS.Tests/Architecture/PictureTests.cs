using System.IO;
using ObshellPS.Architecture;
using Xunit;

namespace ObshellPS.Tests.Architecture;

/// <summary>The pictures of docs/architecture.md match the code.</summary>
[Trait("Topic", "Architecture")]
public sealed class PictureTests
{
    [Fact]
    public void The_picture_of_the_folders_matches_the_code()
    {
        string drawn = Program.Draw(Repository.Root);
        string shown = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture-folders.svg")).ReplaceLineEndings("\n");

        Assert.True(drawn == shown, "The folders are no longer as docs/architecture-folders.svg shows them. Draw them again: dotnet run --project tools/ObshellPS.Architecture -- .");
    }
}
