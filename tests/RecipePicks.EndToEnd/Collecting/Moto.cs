using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RecipePicks.EndToEnd.Collecting;

/// <summary>
/// An AWS account that answers on this machine: moto's server, and before it the AWS CLI itself, started once and forked
/// for each call (<c>aws-zygote.py</c>), with one account that <c>account.sh</c> builds through it.
/// </summary>
public sealed class Moto : IDisposable
{
    private const string Loaded = "iam sts organizations ec2 s3 s3control kms secretsmanager sns sqs lambda rds";

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _servers = [];
    private readonly int _port = FreePort();

    public Moto()
    {
        if (Missing is not null)
        {
            return;
        }

        var socket = Path.Combine(_folder.Path, "aws.socket");
        var zygote = Repository.File("tests/RecipePicks.EndToEnd/Collecting/aws-zygote.py");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "bin"));
        var aws = Path.Combine(_folder.Path, "bin", "aws");
        File.WriteAllText(aws, $"#!/bin/sh\nexec python3 -S -E '{zygote}' '{socket}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(aws, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Serve("moto_server", ["-p", $"{_port}"]);
        Serve("python3", [zygote, socket, "serve"]).StandardOutput.ReadLine();
        Until(() => Picks.Shell($"{Environment} aws sts get-caller-identity").Code == 0);
        Picks
            .Shell(
                $"{Environment} bash '{Repository.File("tests/RecipePicks.EndToEnd/Collecting/account.sh")}' '{_folder.Path}'"
            )
            .Ok();
    }

    /// <summary>What is not here, so that nothing can be tried; null when all is.</summary>
    public static string? Missing { get; } =
        Picks.Shell("command -v moto_server && command -v aws && python3 -c 'import awscli'").Code == 0
            ? null
            : "there is no moto_server, or no AWS CLI in Python, on the path";

    /// <summary>What comes before a command line that is to talk to it.</summary>
    public string Environment =>
        $"export PATH='{_folder.Path}/bin':\"$PATH\" AWS_ENDPOINT_URL=http://127.0.0.1:{_port} AWS_MAX_ATTEMPTS=1 "
        + "AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_DEFAULT_REGION=us-east-1;";

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Kill(entireProcessTree: true);
            server.Dispose();
        }

        _folder.Dispose();
    }

    private Process Serve(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false";
        start.Environment["ZYGOTE_SERVICES"] = Loaded;
        var server = Process.Start(start)!;
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        _servers.Add(server);
        return server;
    }

    private static void Until(Func<bool> done)
    {
        for (var tries = 0; !done(); tries++)
        {
            Assert.True(tries < 600, "moto's server does not answer");
            Thread.Sleep(100);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
