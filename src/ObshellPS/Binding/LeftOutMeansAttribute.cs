namespace ObshellPS.Binding;

/// <summary>
/// Defines the sentence that says what happens without the parameter. The error for an empty parameter contains this sentence.
/// </summary>
/// <param name="text">The name of the sentence in <see cref="LeftOutTexts"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeftOutMeansAttribute(string text) : Attribute
{
    /// <summary>The sentence in the language of the session.</summary>
    public string Advice => LeftOutTexts.ResourceManager.GetString(text, LeftOutTexts.Culture)!;

    /// <summary>
    /// If true, only $null is empty: an empty SecureString means no password, and an empty text is a value that a query can return.
    /// </summary>
    public bool EmptyTextIsAValue { get; set; }
}
