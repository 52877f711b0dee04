namespace Obshell.Simulator;

/// <summary>
/// Decodes Base64 like Go's <c>base64.StdEncoding.DecodeString</c>, with the same errors at the same offsets. After an error, the bytes
/// before it are returned, because the agent ignores such an error in a body. For example, a body in quotes is decoded to nothing (trap
/// 29).
/// </summary>
internal static class GoBase64
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <returns>The decoded bytes, and the offset of the first illegal byte or null.</returns>
    public static (byte[] Bytes, int? ErrorOffset) Decode(string text)
    {
        var bytes = new List<byte>(text.Length * 3 / 4);
        var at = 0;
        Span<int> quantum = stackalloc int[4];
        while (at < text.Length)
        {
            var filled = 0;
            while (filled < 4)
            {
                if (at == text.Length)
                {
                    if (filled == 0)
                        return (bytes.ToArray(), null);
                    return (bytes.ToArray(), at - filled);
                }
                var c = text[at++];
                if (c is '\n' or '\r')
                    continue;
                if (c == '=')
                    return Padding(text, at, filled, quantum, bytes);
                var value = c < 128 ? Alphabet.IndexOf(c, StringComparison.Ordinal) : -1;
                if (value < 0)
                    return (bytes.ToArray(), at - 1);
                quantum[filled++] = value;
            }
            bytes.Add((byte)(quantum[0] << 2 | quantum[1] >> 4));
            bytes.Add((byte)(quantum[1] << 4 | quantum[2] >> 2));
            bytes.Add((byte)(quantum[2] << 6 | quantum[3]));
        }
        return (bytes.ToArray(), null);
    }

    private static (byte[] Bytes, int? ErrorOffset) Padding(string text, int at, int filled, Span<int> quantum, List<byte> bytes)
    {
        if (filled < 2)
            return (bytes.ToArray(), at - 1);
        if (filled == 2)
        {
            while (at < text.Length && text[at] is '\n' or '\r')
                at++;
            if (at == text.Length)
                return (bytes.ToArray(), text.Length);
            if (text[at] != '=')
                return (bytes.ToArray(), at - 1);
            at++;
        }
        while (at < text.Length && text[at] is '\n' or '\r')
            at++;
        bytes.Add((byte)(quantum[0] << 2 | quantum[1] >> 4));
        if (filled == 3)
            bytes.Add((byte)(quantum[1] << 4 | quantum[2] >> 2));
        return (bytes.ToArray(), at < text.Length ? at : null);
    }
}
