using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Obshell.Client.Display;

namespace Obshell.Client.Tls;

/// <summary>
/// Reads the certificate authorities that a user trusts. The file contains one certificate in DER, or any number of certificates in PEM,
/// with any text between them.
/// </summary>
public static class CertificateAuthorityFile
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>A file that is larger than this is refused. A file with all public authorities has only a quarter of this size.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads the authorities in a file.</summary>
    /// <exception cref="ObshellInputException">The file cannot be read, or one of its parts is not a certificate.</exception>
    public static X509Certificate2Collection Load(string file)
    {
        try
        {
            var found = new X509Certificate2Collection();
            byte[] bytes = Read(file);
            string text = Decode(bytes);
            int at = text.IndexOf(Begin, StringComparison.Ordinal);
            if (at < 0)
            {
                if (bytes.Length == 0 || bytes[0] != 0x30)
                {
                    throw new FormatException(TlsTexts.FormatFileNotPemOrDer(Begin));
                }

                found.Add(FromDer(bytes));
            }

            while (at >= 0)
            {
                int end = text.IndexOf(End, at, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw new FormatException(TlsTexts.FormatFileCertificateWithoutEnd(found.Count + 1));
                }

                found.Add(FromPem(text.Substring(at + Begin.Length, end - at - Begin.Length), found.Count + 1));
                at = text.IndexOf(Begin, end, StringComparison.Ordinal);
            }

            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new ObshellInputException(new InputFault(
                "InvalidCertificateAuthority", "CertificateAuthority", TlsTexts.FormatFileUnreadable(file, e.Message)));
        }
    }

    private static byte[] Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        if (stream.Length > MaxBytes)
        {
            throw new FormatException(TlsTexts.FormatFileTooLarge(Amounts.OfBytes(stream.Length)));
        }

        byte[] bytes = new byte[stream.Length];
        int length = 0;
        for (int read; length < bytes.Length && (read = stream.Read(bytes, length, bytes.Length - length)) > 0; length += read)
        {
            // The loop continues until all bytes are read.
        }

        return bytes;
    }

    /// <summary>In Windows PowerShell, <c>&gt;</c> writes UTF-16. The byte order mark at the beginning of the file shows this.</summary>
    private static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.ASCII, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static X509Certificate2 FromPem(string base64, int number)
    {
        try
        {
            return FromDer(Convert.FromBase64String(base64));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new FormatException(TlsTexts.FormatFileCertificateDamaged(number, e.Message), e);
        }
    }

    private static X509Certificate2 FromDer(byte[] der) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadCertificate(der);
#else
        new(der);
#endif
}
