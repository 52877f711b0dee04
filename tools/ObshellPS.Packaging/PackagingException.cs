using System;

namespace ObshellPS.Packaging;

/// <summary>The module cannot be packaged as it is; the message says what to fix, without a stack trace.</summary>
internal sealed class PackagingException(string message) : Exception(message);
