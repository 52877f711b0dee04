using System.Management.Automation;
using System.Text;
using Obshell.Client;
using Obshell.Recovery.Files;
using ObshellPS.Errors;

namespace ObshellPS.Reports;

/// <summary>
/// Where a report or a plan goes. It is written beside its place and then put there in one step: nobody, a mailer for one, ever reads
/// half of it, and a failure leaves the one of before as it was.
/// </summary>
internal sealed class ReportFile
{
    private const string Report = "report";

    private readonly bool noClobber;
    private readonly bool force;

    private readonly string kind;

    private ReportFile(string path, bool noClobber, bool force, string kind)
    {
        Path = path;
        this.kind = kind;
        this.noClobber = noClobber;
        this.force = force;
    }

    private static bool IsWindows => System.IO.Path.DirectorySeparatorChar == '\\';

    /// <summary>In full.</summary>
    public string Path { get; }

    /// <exception cref="ObshellInputException">No file can be meant.</exception>
    public static ReportFile At(string path, PathIntrinsics paths, bool noClobber, bool force, string kind = Report)
    {
        ProviderInfo provider;
        string full;
        try
        {
            full = paths.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (RuntimeException e)
        {
            throw new ObshellInputException(new InputFault("InvalidPath", "Path", e.Message));
        }

        if (provider.Name != "FileSystem")
        {
            throw new ObshellInputException(new InputFault("InvalidPath", "Path", $"A {kind} is a file, and {provider.Name} holds none."));
        }

        if (Directory.Exists(full))
        {
            throw new ObshellInputException(new InputFault("InvalidPath", "Path", $"'{full}' is a folder. Give the name of the file too."));
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(full)))
        {
            throw new ObshellInputException(new InputFault("InvalidPath", "Path", $"There is no folder '{System.IO.Path.GetDirectoryName(full)}'."));
        }

        return new ReportFile(full, noClobber, force, kind);
    }

    /// <summary>Why it may not be written; null when it may. Asked before the work that the report is about.</summary>
    public ErrorRecord? Obstacle()
    {
        if (FileLink.TargetOf(Path) is { } target)
        {
            return ErrorRecords.OfFile(
                new IOException($"'{Path}' is a symbolic link."), "LinkNotFollowed", Path,
                $"'{Path}' is a symbolic link to '{target}', and a {kind} is not written through links: whoever made the link would choose what is written over.",
                "Give the -Path of the file itself, or remove the link.");
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
                new UnauthorizedAccessException($"'{Path}' is read-only."), "FileReadOnly", Path,
                $"'{Path}' is there already and read-only.", "Give -Force to write it all the same, or another -Path.")
            : null;
    }

    /// <returns>Null when it is written.</returns>
    public ErrorRecord? Write(Action<TextWriter> write, CancellationToken stop)
    {
        string folder = System.IO.Path.GetDirectoryName(Path)!;
        string beside = System.IO.Path.Combine(folder, "." + Guid.NewGuid().ToString("N") + ".tmp");
        try
        {
            using (var writer = new StreamWriter(new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(writer);
            }

            stop.ThrowIfCancellationRequested();
            if (Obstacle() is { } obstacle)
            {
                return obstacle;
            }

            Place(beside, stop);
            return null;
        }
        catch (IOException) when (noClobber && File.Exists(Path))
        {
            return Exists();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return ErrorRecords.OfFile(
                e, kind == Report ? "ReportNotWritten" : "RecoveryPlanNotWritten", Path, $"'{Path}' could not be written: {e.Message}",
                "Nothing was changed there. Remove the cause, or give another -Path" + (kind != Report ? "." : "; what was to be reported is still where it came from (Get-ObRestoreDrill -HistoryPath, Get-ObDag -Detailed)."));
        }
        finally
        {
            Remove(beside);
        }
    }

    private void Place(string beside, CancellationToken stop)
    {
        // On Unix ours gets the mode, and is put in the place of whatever is there by then, a link too. Windows does not replace a
        // read-only file; there not everybody can make a link.
        bool readOnly = File.Exists(Path) && IsReadOnly();
        if (readOnly)
        {
            SetReadOnly(IsWindows ? Path : beside, !IsWindows);
        }

        try
        {
            // Elsewhere no reader keeps a file in its place.
            HeldFile.Retry(() => PutThere(beside), e => IsWindows && HeldFile.IsHeld(e), stop);
        }
        finally
        {
            if (readOnly && IsWindows)
            {
                SetReadOnly(Path, true);
            }
        }
    }

    private bool PutThere(string beside)
    {
        bool replaces = !noClobber && File.Exists(Path);
        if (replaces)
        {
            File.Replace(beside, Path, null);
        }
        else
        {
            // Fails where somebody was faster.
            File.Move(beside, Path);
        }

        return replaces;
    }

    private static void SetReadOnly(string path, bool value) => File.SetAttributes(
        path, value ? File.GetAttributes(path) | FileAttributes.ReadOnly : File.GetAttributes(path) & ~FileAttributes.ReadOnly);

    private bool IsReadOnly() => (File.GetAttributes(Path) & FileAttributes.ReadOnly) != 0;

    private ErrorRecord Exists() => ErrorRecords.OfFile(
        new IOException($"'{Path}' is there already."), "NoClobber", Path,
        $"'{Path}' is there already, and -NoClobber keeps it.", "Give another -Path, or leave out -NoClobber to write over it.");

    private static void Remove(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that nobody looks for; what came of the report matters more.
        }
    }
}
