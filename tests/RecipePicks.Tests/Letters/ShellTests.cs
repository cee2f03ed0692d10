using System.Diagnostics;
using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class ShellTests
{
    public static TheoryData<string> Hostile =>
        [
            "plain",
            "it's",
            "'; touch /tmp/owned; '",
            "$(id)`id`${PATH}",
            "a\\b\"c\"",
            "{{region}}{{name}}",
            "--profile=evil",
            "new\nline\ttab",
            "\u001b[31mred\u0007\r",
            "right\u202eto left",
            "\\'\u0001'; id",
            "ünï 日本 😀",
            "",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Bash_reads_a_quoted_value_back_letter_for_letter(string value)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash here");

        Assert.Equal(value, Bash($"printf %s {Shell.Quote(value)}"));
        Assert.Equal(value, Bash(Shell.Fill("x={{name}}\nprintf %s \"$x\"", ("name", value))));
    }

    [Fact]
    public void No_control_or_direction_character_is_left_in_a_quoted_value() =>
        Assert.Equal(@"$'\U0000001b]0;x\U00000007\U0000202e'", Shell.Quote("\u001b]0;x\u0007\u202e"));

    [Fact]
    public void What_the_AWS_CLI_would_open_as_a_file_is_not_filled_in() =>
        Assert.StartsWith("'<not filled in", Shell.Quote("file:///etc/passwd"));

    [Fact]
    public void What_is_not_known_stays_a_placeholder() =>
        Assert.Equal("user='<user-name>'", Shell.Fill("user={{user-name}}"));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Every_script_is_valid_bash_whatever_the_lead_is_called(string value)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash here");
        Lead[] leads =
        [
            new(LeadKind.Resource, value),
            new(LeadKind.Resource, $"arn:aws:s3:::{value}x"),
            new(LeadKind.Resource, $"arn:aws:lambda:{value}x:123456789012:function:{value}x"),
            new(LeadKind.Resource, $"arn:aws:ec2:eu-west-1:123456789012:instance/{value}x"),
            new(LeadKind.Principal, $"arn:aws:iam::123456789012:user/{value}x"),
            new(LeadKind.Principal, $"arn:aws:sts::123456789012:assumed-role/{value}x/session"),
            new(LeadKind.AccessKey, value),
            new(LeadKind.Ip, value),
        ];
        var scripts = CheatSheet.For(leads).Where(e => e.Engine == "cli").Select(e => e.Text);

        // Nothing runs: aws is a function that prints nothing, and the marker file must not come to be.
        var marker = Path.Combine(Path.GetTempPath(), "owned");
        Bash($"aws() {{ :; }}\n{string.Join('\n', scripts)}");
        Assert.False(File.Exists(marker));
    }

    private static string Bash(string script)
    {
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var bash = Process.Start(start)!;
        using (var input = new StreamWriter(bash.StandardInput.BaseStream, new System.Text.UTF8Encoding(false)))
        {
            input.Write("set -o pipefail\n" + script + "\n");
        }

        var error = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.DoesNotContain("syntax error", error.Result);
        Assert.DoesNotContain("unexpected", error.Result);
        return output;
    }
}
