using System.Net;

namespace RecipePicks.Reports.Escaping;

/// <summary>Text inside HTML: an element's content or a quoted attribute's value, nowhere else.</summary>
public static class HtmlText
{
    /// <summary>Escapes a string.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>Text without <c>&amp; &lt; &gt; " '</c> or a backtick of its own, and without unseen characters.</returns>
    public static string Escape(string text) => WebUtility.HtmlEncode(Visible.Escape(text)).Replace("`", "&#96;");
}
