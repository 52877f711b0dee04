using System;

namespace ObshellPS.Packaging;

/// <summary>The module cannot be packaged. The message says what to fix, and is shown without a stack trace.</summary>
internal sealed class PackagingException(string message) : Exception(message);
