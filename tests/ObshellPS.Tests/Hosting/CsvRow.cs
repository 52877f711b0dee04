using System.Management.Automation;

namespace ObshellPS.Tests.Hosting;

/// <summary>A row as Import-Csv gives it: all texts, empty cells as empty texts.</summary>
public static class CsvRow
{
    public static PSObject Of(string header, string line)
    {
        var row = new PSObject();
        string[] cells = line.Split(',');
        string[] names = header.Split(',');
        for (int i = 0; i < names.Length; i++)
        {
            row.Properties.Add(new PSNoteProperty(names[i], cells[i]));
        }

        return row;
    }
}
