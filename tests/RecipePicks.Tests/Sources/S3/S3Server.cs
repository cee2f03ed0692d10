using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RecipePicks.Aws;

namespace RecipePicks.Tests.Sources.S3;

/// <summary>An S3 on this machine: npm's s3rver, or moto's server.</summary>
internal sealed class S3Server : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;

    private S3Server(string program, string[] arguments, int port, string key)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        Credentials = new BasicAWSCredentials(key, key);
        var start = new ProcessStartInfo(program, [.. arguments.Select(a => a.Replace("DIR", _folder.Path))])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client = new AmazonS3Client(
            Credentials,
            new AmazonS3Config { ServiceURL = Address.AbsoluteUri, ForcePathStyle = true }
        );
        Until(() => Client.ListBucketsAsync().GetAwaiter().GetResult() is not null);
    }

    public Uri Address { get; }

    public AWSCredentials Credentials { get; }

    public AmazonS3Client Client { get; }

    /// <summary>s3rver; the test is skipped when it is not installed.</summary>
    public static S3Server S3rver()
    {
        var script = Path.Combine(Root(), "node_modules", "s3rver", "bin", "s3rver.js");
        Assert.SkipUnless(File.Exists(script), "s3rver is not installed: npm ci");
        Assert.SkipUnless(OnPath("node"), "node is not installed");
        var port = LocalHttp.FreePort();
        return new S3Server(
            "node",
            [script, "-d", "DIR", "-a", "127.0.0.1", "-p", $"{port}", "--silent"],
            port,
            "S3RVER"
        );
    }

    /// <summary>moto; the test is skipped when it is not installed.</summary>
    public static S3Server Moto()
    {
        Assert.SkipUnless(OnPath("moto_server"), "there is no moto_server on the path");
        var port = LocalHttp.FreePort();
        return new S3Server("moto_server", ["-p", $"{port}"], port, "testing");
    }

    public void Bucket(string name) => Client.PutBucketAsync(name).GetAwaiter().GetResult();

    public void Put(string bucket, string key, byte[] content) =>
        Client
            .PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = key,
                    InputStream = new MemoryStream(content),
                    UseChunkEncoding = false,
                }
            )
            .GetAwaiter()
            .GetResult();

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
        _folder.Dispose();
    }

    public static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "RecipePicks.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("the tests run in a clone");
    }

    private static bool OnPath(string program) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static void Until(Func<bool> done)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (done())
                {
                    return;
                }
            }
            catch (Exception e) when (tries < 600 && e is HttpRequestException or AmazonClientException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
