using System.Management.Automation;
using System.Text;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Recovery.Files;
using ObshellPS.Errors;
using ObshellPS.Pipeline;

namespace ObshellPS.Reports;

/// <summary>
/// The file of a report or a plan. The content is first written to a temporary file in the same folder. Then the temporary file replaces
/// the existing file in one step. So no other process reads half of a report, and a failure does not change the existing file.
/// </summary>
internal sealed class ReportFile
{
    private readonly bool noClobber;
    private readonly bool force;

    private readonly FileKind kind;

    private ReportFile(string path, bool noClobber, bool force, FileKind kind)
    {
        Path = path;
        this.kind = kind;
        this.noClobber = noClobber;
        this.force = force;
    }

    private static bool IsWindows => System.IO.Path.DirectorySeparatorChar == '\\';

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>
    /// Checks the path before the work begins. So if the file cannot be written, the command ends immediately, and not after hours of work.
    /// </summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="path">The path that the user gave.</param>
    /// <param name="kind">The content of the file.</param>
    /// <param name="isLiteral">True if wildcards in the path are ordinary characters.</param>
    /// <param name="noClobber">True if an existing file must not be replaced.</param>
    /// <param name="force">True if a read-only file is replaced too.</param>
    public static ReportFile Open(SafeOutputCmdlet cmdlet, string path, FileKind kind, bool isLiteral, bool noClobber, bool force)
    {
        ReportFile file;
        try
        {
            file = new ReportFile(Resolve(cmdlet.SessionState.Path, path, isLiteral), noClobber, force, kind);
        }
        catch (ObshellInputException e)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(e, path));
            throw;
        }

        if (file.Obstacle() is { } obstacle)
        {
            cmdlet.ThrowTerminatingError(obstacle);
        }

        return file;
    }

    private static string Resolve(PathIntrinsics paths, string path, bool isLiteral)
    {
        ProviderInfo provider = null!;
        string full;
        try
        {
            full = (isLiteral ? null : Existing(paths, path, out provider)) ?? paths.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (System.Management.Automation.DriveNotFoundException)
        {
            throw Fault(OutputFileTexts.FormatDriveMissing(Redactor.CleanByForm(path)));
        }
        catch (RuntimeException e)
        {
            throw Fault(Redactor.CleanByForm(e.Message));
        }

        string folder = System.IO.Path.GetDirectoryName(full) ?? "";
        return provider.Name != "FileSystem" ? throw Fault(OutputFileTexts.FormatNotAFile(Redactor.CleanByForm(path), provider.Name))
            : Directory.Exists(full) ? throw Fault(OutputFileTexts.FormatIsFolder(full))
            : !Directory.Exists(folder) ? throw Fault(OutputFileTexts.FormatFolderMissing(folder))
            : full;
    }

    /// <summary>
    /// Finds the file for a path with wildcards, as Export-Csv does: if one file matches, that file is used; if no file matches, the path
    /// is the name of the file.
    /// </summary>
    private static string? Existing(PathIntrinsics paths, string path, out ProviderInfo provider)
    {
        provider = null!;
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return null;
        }

        try
        {
            ICollection<string> found = paths.GetResolvedProviderPathFromPSPath(path, out provider);
            return found.Count > 1 ? throw Fault(OutputFileTexts.FormatSeveralFiles(Redactor.CleanByForm(path), found.Count)) : found.FirstOrDefault();
        }
        catch (ItemNotFoundException)
        {
            return null;
        }
    }

    private static ObshellInputException Fault(string message) => new(new InputFault("InvalidPath", "Path", message));

    /// <summary>The reason why the file must not be written; null if it can be written.</summary>
    public ErrorRecord? Obstacle()
    {
        if (FileLink.TargetOf(Path) is { } target)
        {
            return ErrorRecords.OfFile(
                new IOException(OutputFileTexts.FormatIsLink(Path, target)), "LinkNotFollowed", Path, OutputFileTexts.FormatIsLink(Path, target), OutputFileTexts.AdviceLink);
        }

        if (!File.Exists(Path))
        {
            return null;
        }

        if (noClobber)
        {
            return Exists();
        }

        return IsReadOnly() && !force
            ? ErrorRecords.OfFile(
                new UnauthorizedAccessException(OutputFileTexts.FormatReadOnly(Path)), "FileReadOnly", Path, OutputFileTexts.FormatReadOnly(Path), OutputFileTexts.AdviceForce)
            : null;
    }

    /// <returns>Null when the file is written.</returns>
    public ErrorRecord? Write(Action<TextWriter> write, CancellationToken stop)
    {
        string folder = System.IO.Path.GetDirectoryName(Path)!;
        string temporary = System.IO.Path.Combine(folder, "." + Guid.NewGuid().ToString("N") + ".tmp");
        try
        {
            using (var writer = new StreamWriter(new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(writer);
            }

            stop.ThrowIfCancellationRequested();
            if (Obstacle() is { } obstacle)
            {
                return obstacle;
            }

            Place(temporary, stop);
            return null;
        }
        catch (IOException) when (noClobber && File.Exists(Path))
        {
            return Exists();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return ErrorRecords.OfFile(
                e, kind == FileKind.Report ? "ReportNotWritten" : "RecoveryPlanNotWritten", Path, OutputFileTexts.FormatNotWritten(Path, e.Message),
                kind == FileKind.Report ? OutputFileTexts.AdviceReportNotWritten : OutputFileTexts.AdvicePlanNotWritten);
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>
    /// The written file, as Get-Item returns it. A new FileInfo has no owner, mode and size in the table of PowerShell 7.
    /// </summary>
    public object Item(ProviderIntrinsics providers) =>
        providers.Item.Get([@"Microsoft.PowerShell.Core\FileSystem::" + Path], force: true, literalPath: true).FirstOrDefault() ?? (object)new FileInfo(Path);

    private void Place(string temporary, CancellationToken stop)
    {
        // A read-only file stays read-only. On Unix, make the temporary file read-only: a change at the path could affect the target of a
        // link that another user has just made. On Windows, change the existing file, because Windows cannot replace a read-only file. Only
        // some users of Windows can create a link.
        bool readOnly = File.Exists(Path) && IsReadOnly();
        if (readOnly)
        {
            SetReadOnly(IsWindows ? Path : temporary, !IsWindows);
        }

        try
        {
            // A process that reads the file can block its replacement, but only on Windows.
            HeldFile.Retry(() => PutThere(temporary), e => IsWindows && HeldFile.IsHeld(e), stop);
        }
        finally
        {
            if (readOnly && IsWindows)
            {
                SetReadOnly(Path, true);
            }
        }
    }

    private bool PutThere(string temporary)
    {
        bool replaces = !noClobber && File.Exists(Path);
        if (replaces)
        {
            File.Replace(temporary, Path, null);
        }
        else
        {
            // This fails if another process has created the file in the meantime.
            File.Move(temporary, Path);
        }

        return replaces;
    }

    private static void SetReadOnly(string path, bool value) => File.SetAttributes(
        path, value ? File.GetAttributes(path) | FileAttributes.ReadOnly : File.GetAttributes(path) & ~FileAttributes.ReadOnly);

    private bool IsReadOnly() => (File.GetAttributes(Path) & FileAttributes.ReadOnly) != 0;

    private ErrorRecord Exists() => ErrorRecords.OfFile(
        new IOException(OutputFileTexts.FormatExists(Path)), "NoClobber", Path, OutputFileTexts.FormatExists(Path), OutputFileTexts.AdviceGiveAnotherPath);

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Ignore this error: the temporary file stays on the disk, but the result of the report is more important.
        }
    }
}
