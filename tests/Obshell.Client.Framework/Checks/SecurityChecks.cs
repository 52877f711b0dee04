using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Obshell.Client.Encryption;

namespace Obshell.Client.Framework.Checks;

/// <summary>Checks of keys and encryption. The logins prove that the agent can decrypt the data.</summary>
internal static class SecurityChecks
{
    public static IEnumerable<Func<Room, Task>> All => [Login_works_with_keys_of_all_sizes, A_key_that_is_not_valid_is_refused, An_encrypted_body_can_be_decrypted_by_the_platform, A_wrong_password_causes_the_agents_error];

    private static async Task Login_works_with_keys_of_all_sizes(Room room)
    {
        foreach (KeyValuePair<int, string> server in room.Servers)
        {
            using ObConnection connection = await room.ConnectAsync(server.Value).ConfigureAwait(false);
            Expect.Equal(server.Key, connection.KeyBits);
            Expect.Equal("obcluster", connection.ClusterName);
        }
    }

    private static Task A_key_that_is_not_valid_is_refused(Room room)
    {
        foreach (string text in new[] { "", "no base64!", Convert.ToBase64String([0x30, 0x03, 0x02, 0x01, 0x05]) })
        {
            try
            {
                AgentKey.Parse(text);
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                continue;
            }

            throw new InvalidOperationException($"'{text}' was taken for a key.");
        }

        return Task.CompletedTask;
    }

    /// <summary>Decrypts with the AES of the platform. Its parameters are written here again, independent of the client.</summary>
    private static Task An_encrypted_body_can_be_decrypted_by_the_platform(Room room)
    {
        byte[] key = [.. Enumerable.Range(1, BodyCipher.KeyBytes).Select(i => (byte)i)];
        byte[] iv = [.. Enumerable.Range(101, BodyCipher.IvBytes).Select(i => (byte)i)];
        const string Text = "{\"restore_tenant_name\":\"rt2\",\"中文\":1}";
        using var cipher = new BodyCipher([.. key], [.. iv]);
        byte[] encrypted = Convert.FromBase64String(cipher.EncryptToBase64(Encoding.UTF8.GetBytes(Text)));

        using var aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.PKCS7;
        using ICryptoTransform decryptor = aes.CreateDecryptor(key, iv);
        using var plain = new MemoryStream(decryptor.TransformFinalBlock(encrypted, 0, encrypted.Length));
        Expect.Equal(Text, Encoding.UTF8.GetString(plain.ToArray()));
        return Task.CompletedTask;
    }

    private static async Task A_wrong_password_causes_the_agents_error(Room room)
    {
        ObshellApiException error = await Expect.ThrowsAsync<ObshellApiException>(() => room.ConnectAsync(password: "wrong")).ConfigureAwait(false);
        Expect.Equal("Security.Authentication.IncorrectOceanbasePassword", error.ErrorId);
        Expect.Equal(401, error.HttpStatus);
    }
}
