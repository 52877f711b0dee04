using System.Text.Json;

namespace Obshell.Simulator;

/// <summary>
/// A file that several simulators share, with the backups that each of them has made. One simulator writes at a time. A reader always
/// finds a complete file, because a new one replaces it in one step.
/// </summary>
internal sealed class BackupStore
{
    /// <summary>With 5 ms between two attempts, about ten seconds.</summary>
    private const int Attempts = 2000;

    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private string _written = "";

    /// <exception cref="InvalidDataException">The file contains something else, or cannot be written.</exception>
    public BackupStore(string path)
    {
        _path = path;
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new InvalidDataException($"--backup-store: the folder of '{path}' does not exist. Make it, or name a file in another folder.");
        // Errors of the file are reported here and not in the middle of a request.
        using (Lock())
            _ = Read();
    }

    /// <summary>This simulator, among those that share the file.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What all simulators have written.</summary>
    public IReadOnlyList<StoredTenant> Read()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize<StoredTenant[]>(File.ReadAllText(_path), _format) ?? [] : [];
        }
        catch (JsonException)
        {
            // It is not overwritten: it may be a user's file.
            throw new InvalidDataException($"--backup-store: '{_path}' is not a file of simulated backups. Name another file. The simulator makes the file if it does not exist.");
        }
    }

    /// <summary>Replaces what this simulator has written. A destination belongs to the simulator that wrote to it last.</summary>
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

    /// <summary>A lock file next to it, which only one process can have open. It is never removed: a removed lock file could let two processes in.</summary>
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
