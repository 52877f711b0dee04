namespace ObshellPS.Binding;

/// <summary>The meaning of the parameter when it is not given: for the error about a parameter that is given and empty.</summary>
/// <param name="text">The name of the sentence in <see cref="LeftOutTexts"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeftOutMeansAttribute(string text) : Attribute
{
    /// <summary>The sentence in the language of the caller.</summary>
    public string Advice => LeftOutTexts.ResourceManager.GetString(text, LeftOutTexts.Culture)!;

    /// <summary>Only $null is empty: an empty SecureString means a user without a password, and a query may return an empty text.</summary>
    public bool EmptyTextIsAValue { get; set; }
}
