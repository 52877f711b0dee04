using System;
using System.IO;
using System.Linq;
using ObshellPS.Architecture.Drawing;
using ObshellPS.Architecture.Reading;

namespace ObshellPS.Architecture;

/// <summary>
/// Draws a picture of the folders of src. The built assemblies show which folder uses which. A test compares this picture with the picture
/// in docs.
/// </summary>
internal static class Program
{
    /// <summary>
    /// The assemblies in the picture, from top to bottom. For each assembly: the target framework of the build that is read.
    /// </summary>
    private static readonly (string Project, string Framework)[] Projects =
        [("ObshellPS", "net8.0"), ("Obshell.Recovery", "net8.0"), ("Obshell.Client", "net8.0"), ("Obshell.Simulator", "net10.0")];

    public static int Main(string[] args)
    {
        if (args is not [var root])
        {
            Console.Error.WriteLine("ObshellPS.Architecture <root>    Draws docs/architecture-folders.svg of the repository at <root>, from the build output there.");
            return 2;
        }

        File.WriteAllText(Path.Combine(root, "docs", "architecture-folders.svg"), Draw(root));
        return 0;
    }

    public static string Draw(string root) => HousePicture.Draw([.. Projects.Select(p => new HouseFloor(BuiltAssembly.Of(root, p.Project, p.Framework)))]);
}
