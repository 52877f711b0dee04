using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;
using ObshellPS.Help.Pages;

namespace ObshellPS.Help.Maml;

/// <summary>Writes the XML file that Get-Help reads (MAML). It contains only elements that Get-Help shows.</summary>
internal static class MamlFile
{
    private const string Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private const string Maml = "http://schemas.microsoft.com/maml/2004/10";
    private const string Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <param name="pages">The pages, in one language.</param>
    /// <param name="example">The title of an example in that language: {0} is the number, {1} is the title on the page.</param>
    /// <param name="file">The file to write.</param>
    public static void Write(IEnumerable<HelpPage> pages, string example, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var settings = new XmlWriterSettings { NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using var xml = XmlWriter.Create(file, settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("helpItems", "http://msh");
        xml.WriteAttributeString("schema", "maml");
        // Get-Help uses only the local names of elements. Short prefixes make the file 10 % smaller.
        xml.WriteAttributeString("xmlns", "c", null, Command);
        xml.WriteAttributeString("xmlns", "m", null, Maml);
        xml.WriteAttributeString("xmlns", "d", null, Dev);
        foreach (HelpPage page in pages)
        {
            WriteCommand(xml, page, example);
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteCommand(XmlWriter xml, HelpPage page, string example)
    {
        int dash = page.Name.IndexOf('-', StringComparison.Ordinal);
        xml.WriteStartElement("command", Command);

        xml.WriteStartElement("details", Command);
        xml.WriteElementString("name", Command, page.Name);
        xml.WriteElementString("verb", Command, page.Name[..dash]);
        xml.WriteElementString("noun", Command, page.Name[(dash + 1)..]);
        WriteText(xml, "description", page.Synopsis);
        xml.WriteEndElement();

        WriteText(xml, "description", page.Description);
        xml.WriteStartElement("syntax", Command);
        foreach (IReadOnlyList<HelpParameter> set in SyntaxText.ParametersOf(page))
        {
            xml.WriteStartElement("syntaxItem", Command);
            xml.WriteElementString("name", Maml, page.Name);
            WriteParameters(xml, set, inSyntax: true);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("parameters", Command);
        WriteParameters(xml, page.Parameters, inSyntax: false);
        xml.WriteEndElement();

        WriteTypes(xml, "inputTypes", "inputType", page.Inputs);
        WriteTypes(xml, "returnValues", "returnValue", page.Outputs);

        if (page.Notes.Count > 0)
        {
            xml.WriteStartElement("alertSet", Maml);
            WriteText(xml, "alert", page.Notes);
            xml.WriteEndElement();
        }

        WriteExamples(xml, page.Examples, example);
        xml.WriteStartElement("relatedLinks", Command);
        foreach (string link in page.Links)
        {
            xml.WriteStartElement("navigationLink", Maml);
            xml.WriteElementString("linkText", Maml, link);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteParameters(XmlWriter xml, IEnumerable<HelpParameter> parameters, bool inSyntax)
    {
        foreach (HelpParameter parameter in parameters)
        {
            xml.WriteStartElement("parameter", Command);
            xml.WriteAttributeString("required", parameter.IsRequired ? "true" : "false");
            xml.WriteAttributeString("position", parameter.Position.ToLowerInvariant());
            if (!inSyntax)
            {
                // Get-Help reads these attributes, the text, the type and the default only here. If each syntax repeated them, they would
                // be half of the file.
                xml.WriteAttributeString("variableLength", parameter.Type.EndsWith("[]", StringComparison.Ordinal) ? "true" : "false");
                xml.WriteAttributeString("globbing", parameter.AcceptsWildcards ? "true" : "false");
                xml.WriteAttributeString("pipelineInput", parameter.PipelineInput);
                xml.WriteAttributeString("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases));
            }

            xml.WriteElementString("name", Maml, parameter.Name);
            if (!inSyntax)
            {
                WriteText(xml, "description", parameter.Text);
            }

            // With this element, Get-Help shows that a parameter needs a value. So a switch must not have the element in the syntax.
            if (!(inSyntax && parameter.IsSwitch))
            {
                xml.WriteStartElement("parameterValue", Command);
                xml.WriteAttributeString("required", parameter.IsSwitch ? "false" : "true");
                xml.WriteString(parameter.Type);
                xml.WriteEndElement();
            }

            if (!inSyntax)
            {
                WriteType(xml, parameter.Type);
                xml.WriteElementString("defaultValue", Dev, parameter.Default);
            }

            xml.WriteEndElement();
        }
    }

    private static void WriteTypes(XmlWriter xml, string list, string element, IEnumerable<HelpType> types)
    {
        xml.WriteStartElement(list, Command);
        foreach (HelpType type in types)
        {
            xml.WriteStartElement(element, Command);
            WriteType(xml, type.Name);
            WriteText(xml, "description", type.Text);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteType(XmlWriter xml, string name)
    {
        xml.WriteStartElement("type", Dev);
        xml.WriteElementString("name", Maml, name);
        xml.WriteEndElement();
    }

    private static void WriteExamples(XmlWriter xml, IReadOnlyList<HelpExample> examples, string title)
    {
        xml.WriteStartElement("examples", Command);
        for (int i = 0; i < examples.Count; i++)
        {
            xml.WriteStartElement("example", Command);
            xml.WriteElementString("title", Maml, "-------- " + string.Format(CultureInfo.InvariantCulture, title, i + 1, examples[i].Title) + " --------");
            xml.WriteElementString("code", Dev, examples[i].Code);
            xml.WriteStartElement("remarks", Dev);
            WriteParagraphs(xml, examples[i].Text);

            // Without empty paragraphs, Get-Help puts the next title directly under this text.
            WriteParagraphs(xml, ["", ""]);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteText(XmlWriter xml, string element, IReadOnlyList<string> paragraphs)
    {
        xml.WriteStartElement(element, Maml);
        WriteParagraphs(xml, paragraphs);
        xml.WriteEndElement();
    }

    private static void WriteParagraphs(XmlWriter xml, IEnumerable<string> paragraphs)
    {
        foreach (string paragraph in paragraphs)
        {
            xml.WriteElementString("para", Maml, paragraph);
        }
    }
}
