using System.Text.Json;

namespace Obshell.Simulator;

/// <summary>
/// A file with the backups of several simulators. Only one simulator at a time can write. A reader always finds a complete file, because a
/// new file replaces the old file in one step.
/// </summary>
internal sealed class BackupStore
{
    /// <summary>About ten seconds, with 5 ms between two attempts.</summary>
    private const int Attempts = 2000;

    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private string _written = "";

    /// <exception cref="InvalidDataException">The file is not a file of simulated backups, or cannot be written.</exception>
    public BackupStore(string path)
    {
        _path = path;
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new InvalidDataException($"--backup-store: the folder of '{path}' does not exist. Make it, or name a file in another folder.");
        // Open the file now, so that an error is reported at the start and not during a request.
        using (Lock())
            _ = Read();
    }

    /// <summary>The id of this simulator in the file.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Reads the backups of all simulators.</summary>
    public IReadOnlyList<StoredTenant> Read()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize<StoredTenant[]>(File.ReadAllText(_path), _format) ?? [] : [];
        }
        catch (JsonException)
        {
            // Do not replace this file, because it may be a file of the user.
            throw new InvalidDataException($"--backup-store: '{_path}' is not a file of simulated backups. Name another file. The simulator makes the file if it does not exist.");
        }
    }

    /// <summary>Replaces the backups of this simulator in the file. A destination belongs to the simulator that wrote to it last.</summary>
    public void Write(IReadOnlyList<StoredTenant> own)
    {
        var text = JsonSerializer.Serialize(own, _format);
        if (text == _written || own.Count == 0 && _written.Length == 0)
            return;
        var places = own.SelectMany(t => t.Sets.Select(s => s.Path).Concat(t.Rounds.Select(r => r.Path))).ToHashSet(StringComparer.Ordinal);
        using (Lock())
        {
            var others = Read().Where(t => t.Owner != Owner)
                .Select(t => t with { Sets = [.. t.Sets.Where(s => !places.Contains(s.Path))], Rounds = [.. t.Rounds.Where(r => !places.Contains(r.Path))] })
                .Where(t => t.Sets.Count + t.Rounds.Count > 0);
            var next = _path + ".new";
            File.WriteAllText(next, JsonSerializer.Serialize<StoredTenant[]>([.. others, .. own], _format));
            File.Move(next, _path, overwrite: true);
        }
        _written = text;
    }

    /// <summary>
    /// Opens a lock file next to the file. Only one process at a time can open it. The lock file is never removed: otherwise two processes
    /// could have the lock.
    /// </summary>
    private FileStream Lock()
    {
        for (var left = Attempts; ; left--)
        {
            try
            {
                return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(5);
            }
        }
    }
}
