namespace ObshellPS.Binding;

/// <summary>Defines the sentence that says what happens without the parameter. The error for an empty parameter contains it.</summary>
/// <param name="text">The name of the sentence in <see cref="LeftOutTexts"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeftOutMeansAttribute(string text) : Attribute
{
    /// <summary>The sentence in the language of the session.</summary>
    public string Advice => LeftOutTexts.ResourceManager.GetString(text, LeftOutTexts.Culture)!;

    /// <summary>
    /// If true, only $null is empty. An empty SecureString means a user without a password, and a query may return an empty text.
    /// </summary>
    public bool EmptyTextIsAValue { get; set; }
}
