using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RecipePicks.Web;

/// <summary>
/// Who may come in: the one who holds the token that was printed, once; from then on the browser that got the cookie for it.
/// </summary>
/// <remarks>
/// The cookie is HttpOnly and SameSite=Strict. Its name is this process's own: cookies do not know ports, and two cases may be
/// served at a time.
/// </remarks>
internal sealed class Entry
{
    private readonly byte[] _session = Random();
    private readonly string _cookie = $"picks-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    private byte[]? _token;

    public Entry()
    {
        Token = Text(Random());
        _token = Encoding.ASCII.GetBytes(Token);
    }

    /// <summary>What the address that is printed holds.</summary>
    public string Token { get; }

    /// <summary>Takes the token for a session; it is good once.</summary>
    /// <returns>False when it is not the token, or was used.</returns>
    public bool Exchange(string? token, HttpContext context)
    {
        var expected = Volatile.Read(ref _token);
        if (
            expected is null
            || token is null
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token), expected)
            || Interlocked.CompareExchange(ref _token, null, expected) != expected
        )
        {
            return false;
        }

        context.Response.Cookies.Append(
            _cookie,
            Text(_session),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                IsEssential = true,
            }
        );
        return true;
    }

    /// <summary>Whether a request comes from the browser that was let in.</summary>
    public bool Knows(HttpContext context) =>
        context.Request.Cookies.TryGetValue(_cookie, out var session)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(session),
            Encoding.ASCII.GetBytes(Text(_session))
        );

    private static byte[] Random() => RandomNumberGenerator.GetBytes(32);

    private static string Text(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
