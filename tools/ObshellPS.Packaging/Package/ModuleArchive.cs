using System;
using System.IO;
using System.IO.Compression;

namespace ObshellPS.Packaging.Package;

/// <summary>Makes the zip for machines without access to the Gallery. Users unpack it into a folder of $env:PSModulePath.</summary>
internal static class ModuleArchive
{
    // Always the Unix permissions rw-r--r--, whatever the build machine is. A zip file stores the permissions in the upper 16 bits.
    private const int ReadableByAll = 0b110_100_100 << 16;

    public static void Write(string module, AllowList allowed, string zip, DateTimeOffset time)
    {
        using var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create);
        foreach (string file in allowed.Files)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{Nuspec.Id}/{file}", CompressionLevel.SmallestSize);
            entry.LastWriteTime = time;
            entry.ExternalAttributes = ReadableByAll;
            using Stream target = entry.Open();
            using FileStream content = File.OpenRead(Path.Combine(module, file));
            content.CopyTo(target);
        }
    }
}
