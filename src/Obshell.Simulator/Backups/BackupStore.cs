using System.Text.Json;

namespace Obshell.Simulator;

/// <summary>
/// A file that several simulators share: what each has written to the places it backs up to. One writes at a time; who reads always
/// finds a whole file, because a new one takes its place in one step.
/// </summary>
internal sealed class BackupStore
{
    /// <summary>With 5 ms between two, some ten seconds.</summary>
    private const int Attempts = 2000;

    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private string _written = "";

    /// <exception cref="InvalidDataException">The file holds something else, or can not be there.</exception>
    public BackupStore(string path)
    {
        _path = path;
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new InvalidDataException($"--backup-store: the folder of '{path}' does not exist. Make it, or name a file in another one.");
        // Better now than in the middle of a request.
        using (Lock())
            _ = Read();
    }

    /// <summary>This simulator, among those that share the file.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What all have written.</summary>
    public IReadOnlyList<StoredTenant> Read()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize<StoredTenant[]>(File.ReadAllText(_path), _format) ?? [] : [];
        }
        catch (JsonException)
        {
            // Not overwritten: it may be somebody's.
            throw new InvalidDataException($"--backup-store: '{_path}' holds something else than backups of simulators. Name another file; it is made when it is missing.");
        }
    }

    /// <summary>Replaces what this simulator has written. A place belongs to who wrote there last.</summary>
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

    /// <summary>A file beside it that one process has open at a time. It stays: to remove it would let two in.</summary>
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
