namespace ObshellPS.Binding;

/// <summary>What a parameter that is left out means: for the error about one that is given and empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeftOutMeansAttribute(LeftOut meaning) : Attribute
{
    public LeftOut Meaning { get; } = meaning;

    /// <summary>Only $null is empty: an empty SecureString is the password of a user without one, an empty text what a query may return.</summary>
    public bool EmptyTextIsAValue { get; set; }
}
