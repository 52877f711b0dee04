using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Recovery.Reports;
using ObshellPS.Tests;
using Xunit;

namespace Obshell.Recovery.Tests.Reports.Browsing;

/// <summary>The HTML report in a browser: in both colour schemes, on a phone, on a desktop and in print.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
[Trait("Topic", "Reports")]
public sealed class ReportInBrowserTests : IAsyncLifetime
{
    /// <summary>Script that finds elements that are wider than the page or their parent element.</summary>
    private const string Overflowing = """
        (() => {
          const page = document.documentElement, found = [];
          if (page.scrollWidth > page.clientWidth) found.push(`page: ${page.scrollWidth} in ${page.clientWidth}`);
          for (const e of document.body.querySelectorAll('*')) {
            if (e.ownerSVGElement) continue;
            const r = e.getBoundingClientRect();
            if (r.width > 0 && r.right > page.clientWidth + 1) found.push(`${e.tagName}.${e.className} ends at ${r.right}: ${e.textContent.slice(0, 40)}`);
            if (!(e instanceof SVGElement) && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1) found.push(`${e.tagName}.${e.className} ${e.scrollWidth} in ${e.clientWidth}: ${e.textContent.slice(0, 40)}`);
          }
          return found.slice(0, 10);
        })()
        """;

    /// <summary>Script that finds text with less contrast to its real background than WCAG 2 AA requires (1.4.3).</summary>
    private const string Faint = """
        (() => {
          const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1 }; };
          const over = (f, b) => ({ r: f.r * f.a + b.r * (1 - f.a), g: f.g * f.a + b.g * (1 - f.a), b: f.b * f.a + b.b * (1 - f.a), a: 1 });
          const line = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
          const light = c => 0.2126 * line(c.r) + 0.7152 * line(c.g) + 0.0722 * line(c.b);
          const behind = e => { if (!e) return { r: 255, g: 255, b: 255, a: 1 }; const b = parse(getComputedStyle(e).backgroundColor); return b.a === 1 ? b : over(b, behind(e.parentElement)); };
          document.querySelectorAll('details').forEach(d => d.open = true);
          const found = new Map(); let texts = 0;
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || e.ownerSVGElement || e.tagName === 'STYLE') continue;
            texts++;
            const s = getComputedStyle(e), b = behind(e), f = over(parse(s.color), b);
            const [high, low] = [light(f), light(b)].sort((x, y) => y - x);
            const ratio = (high + 0.05) / (low + 0.05), size = parseFloat(s.fontSize);
            const wanted = size >= 24 || size >= 18.66 && s.fontWeight >= 700 ? 3 : 4.5;
            if (ratio < wanted) found.set(`${e.tagName}.${e.className}`, ratio.toFixed(2) + ' ' + s.color + ': ' + walk.currentNode.data.slice(0, 30));
          }
          document.querySelectorAll('details').forEach(d => d.open = false);
          return { texts, found: [...found].map(([k, v]) => k + ' ' + v) };
        })()
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("reports").FullName;
    private readonly string pictures = Path.Combine(Repository.Root, "out", "reports");
    private Browser browser = null!;
    private BrowserPage page = null!;

    public async Task InitializeAsync()
    {
        if (Browser.WhyNot is not null)
        {
            return;
        }

        Directory.CreateDirectory(pictures);
        browser = await Browser.StartAsync();
        page = await BrowserPage.OpenAsync(browser);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await page.DisposeAsync();
            await browser.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [BrowserFact]
    public async Task A_page_fits_on_a_phone_a_desktop_and_paper_without_console_messages()
    {
        await page.LoadAsync(Save(Written.As(ReportFormat.Html, WeeklyDrillsInLanguage.Of(CultureInfo.InvariantCulture), "Weekly restore drills, production EU")));

        await LookAsync(leastTexts: 300);

        await page.ViewAsync(1280);
        await page.PictureAsync(Path.Combine(pictures, "light.png"), 1500);
        await page.PictureAsync(Path.Combine(pictures, "light-missed.png"), 1450, "#item-5");
        await page.ViewAsync(1280, isDark: true);
        await page.PictureAsync(Path.Combine(pictures, "dark.png"), 1500);
        await page.PictureAsync(Path.Combine(pictures, "dark-missed.png"), 1450, "#item-5");
        await page.ViewAsync(360);
        await page.PictureAsync(Path.Combine(pictures, "phone.png"), 1700);
        await page.PictureAsync(Path.Combine(pictures, "phone-missed.png"), 1900, "#item-5");
        await page.ViewAsync(1280, isPrint: true);
        byte[] paper = await page.PrintAsync();
        await File.WriteAllBytesAsync(Path.Combine(pictures, "paper.pdf"), paper);
        Assert.True(paper.Length > 10_000);
    }

    /// <summary>Chinese characters are twice as wide, and the text has no spaces at which a line can break.</summary>
    [BrowserFact]
    public async Task A_page_in_Chinese_fits_on_a_phone_a_desktop_and_paper()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        var builder = new ReportBuilder(chinese);
        foreach (RestoreDrillResult drill in WeeklyDrillsInLanguage.Of(chinese))
        {
            builder.Add(drill);
        }

        using var html = new StringWriter();
        builder.Write(ReportFormat.Html, "每周恢复演练，生产环境 EU", Written.Morning, html, CancellationToken.None);
        await page.LoadAsync(Save(html.ToString()));

        await LookAsync(leastTexts: 300);

        await page.ViewAsync(1280);
        await page.PictureAsync(Path.Combine(pictures, "light.zh-CN.png"), 1500);
    }

    [BrowserFact]
    public async Task A_page_of_a_restore_fits_on_a_phone_a_desktop_and_paper()
    {
        var builder = new ReportBuilder();
        builder.Add(WeeklyDrills.Dag("1142", "orders_noon", failed: true));
        await page.LoadAsync(Save(Written.As(ReportFormat.Html, builder)));

        await LookAsync(leastTexts: 60);

        await page.ViewAsync(1280);
        await page.AskAsync("document.querySelector('details').open = true");
        await page.PictureAsync(Path.Combine(pictures, "restore.png"), 1400);
    }

    /// <summary>Also checks the contrast of the colours for a restore that a user cancelled.</summary>
    [BrowserFact]
    public async Task A_page_of_an_interrupted_restore_can_be_read()
    {
        DagDetail cancelled = WeeklyDrills.Dag("1143", "orders_noon", failed: true, verdict: DagVerdict.DagCancelled);
        var builder = new ReportBuilder();
        builder.Add(cancelled);
        await page.LoadAsync(Save(Written.As(ReportFormat.Html, builder)));

        await LookAsync(leastTexts: 60);

        await page.ViewAsync(1280);
        await page.PictureAsync(Path.Combine(pictures, "interrupted.png"), 700);
    }

    /// <summary>Very long words, right-to-left text and tall characters must not move anything out of the page.</summary>
    [BrowserFact]
    public async Task A_page_with_hostile_texts_fits_on_a_phone_a_desktop_and_paper()
    {
        foreach (string text in new[] { new string('W', 900), "<img src=http://127.0.0.1:9/x onerror=alert(1)><script>alert(1)</script>", "\u202e" + string.Concat(Enumerable.Repeat("שלום", 60)), string.Concat(Enumerable.Repeat("租户", 200)), string.Concat(Enumerable.Repeat("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘", 20)) })
        {
            await page.LoadAsync(Save(Written.As(ReportFormat.Html, FullOf.Everything(text), text)));
            await LookAsync(leastTexts: 100);
        }
    }

    /// <summary>Proves that the checks of this class can fail: the test adds errors to a page.</summary>
    [BrowserFact]
    public async Task The_checks_find_each_error_of_a_page()
    {
        await page.LoadAsync(Save(Written.As(ReportFormat.Html, WeeklyDrills.All)));
        await page.ViewAsync(360);

        await page.AskAsync("document.querySelector('h1').style.minWidth = '900px'");
        Assert.NotEmpty(Texts(await page.AskAsync(Overflowing)));
        await page.AskAsync("document.querySelector('h1').style.color = '#aaa'");
        Assert.NotEmpty(Texts((await page.AskAsync(Faint))!["found"]));
        await page.AskAsync("fetch('https://example.invalid/').catch(() => 0); console.error('x')");
        Assert.NotEmpty(page.Complaints);
    }

    private async Task LookAsync(int leastTexts)
    {
        foreach ((int width, bool dark, bool print) in new[] { (1280, false, false), (1280, true, false), (360, false, false), (360, true, false), (600, false, false), (820, false, false), (900, false, false), (1024, false, false), (718, false, true) })
        {
            await page.ViewAsync(width, dark, print);
            string view = $"{width} px{(dark ? ", dark" : "")}{(print ? ", print" : "")}: ";
            Fail(view, Texts(await page.AskAsync(Overflowing)));
            JsonNode faint = (await page.AskAsync(Faint))!;
            Assert.True(faint["texts"]!.GetValue<int>() >= leastTexts);
            Fail(view, Texts(faint["found"]));
        }

        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, r => Assert.StartsWith("file:", r, StringComparison.Ordinal));
    }

    private string Save(string html)
    {
        string file = Path.Combine(folder, "report.html");
        File.WriteAllText(file, html);
        return file;
    }

    private static void Fail(string view, IEnumerable<string> found) => Assert.True(!found.Any(), view + string.Join(" | ", found));

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(n => n!.GetValue<string>());
}
