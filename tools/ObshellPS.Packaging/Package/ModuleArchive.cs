using System;
using System.IO;
using System.IO.Compression;

namespace ObshellPS.Packaging.Package;

/// <summary>The zip for machines without the Gallery: unpacked into a folder of $env:PSModulePath, it is the module.</summary>
internal static class ModuleArchive
{
    // rw-r--r--, in the upper half, as Unix stores it: the same on every system.
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
