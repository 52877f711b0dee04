using System;
using System.IO;
using System.Linq;
using ObshellPS.Architecture.Drawing;
using ObshellPS.Architecture.Reading;

namespace ObshellPS.Architecture;

/// <summary>Draws the folders of src as the built assemblies use each other. A test compares the picture with the one in docs.</summary>
internal static class Program
{
    /// <summary>The assemblies to draw, from the top down, and the build to read.</summary>
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
