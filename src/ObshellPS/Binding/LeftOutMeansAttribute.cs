namespace ObshellPS.Binding;

/// <summary>The meaning of the parameter when it is not given: for the error about a parameter that is given and empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeftOutMeansAttribute(LeftOut meaning) : Attribute
{
    public LeftOut Meaning { get; } = meaning;

    /// <summary>Only $null is empty: an empty SecureString means a user without a password, and a query may return an empty text.</summary>
    public bool EmptyTextIsAValue { get; set; }
}
