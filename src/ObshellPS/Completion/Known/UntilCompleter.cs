namespace ObshellPS.Completion;

/// <summary>The one word that stands for a moment.</summary>
internal sealed class UntilCompleter : KnownCompleter
{
    protected override IEnumerable<(string Value, string Means)> Values() => [("latest", CompletionTexts.Latest)];
}
