using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RecipePicks.Aws;
using RecipePicks.Sources.S3;
using RecipePicks.Store;

namespace RecipePicks.Bench;

/// <summary>Loading from a bucket of npm's s3rver beside loading the same files from disk, taken in turn.</summary>
internal static class Buckets
{
    private const string Bucket = "corpus";

    /// <summary>Prints both rates and their ratio.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="corpus">The files.</param>
    /// <param name="events">Events in them.</param>
    /// <param name="runs">How often each is done.</param>
    /// <param name="step">Runs a step in a process of its own: its name and its input.</param>
    public static void Compare(string root, string corpus, long events, int runs, Func<string, string, Measured> step)
    {
        var port = FreePort();
        var address = $"http://127.0.0.1:{port}";
        var stored = corpus + "-s3rver";
        string[] arguments =
        [
            "--openssl-legacy-provider", // its pages of a thousand keys are numbered with a cipher that OpenSSL 3 has put aside
            Path.Combine(root, "node_modules", "s3rver", "bin", "s3rver.js"),
            .. (string[])["-d", stored, "-a", "127.0.0.1", "-p", $"{port}", "--silent"],
        ];
        Directory.CreateDirectory(stored);
        using var server = Process.Start(new ProcessStartInfo("node", arguments) { UseShellExecute = false })!;
        try
        {
            Fill(address, corpus, Path.Combine(stored, $"{events}.done")).GetAwaiter().GetResult();
            var (disk, bucket) = (new List<double>(), new List<double>());
            for (var run = 0; run < runs; run++)
            {
                disk.Add(step("load", corpus).Seconds);
                bucket.Add(step("load-s3", address).Seconds);
            }

            Console.WriteLine(
                $"{events:N0} events, median of {runs} runs taken in turn; s3rver runs on the same cores"
            );
            Console.WriteLine($"from disk    {Median(disk), 9:F2} s {events / Median(disk), 12:N0} events/s");
            Console.WriteLine($"from s3rver  {Median(bucket), 9:F2} s {events / Median(bucket), 12:N0} events/s");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {Median(disk) / Median(bucket):F2}"));
        }
        finally
        {
            server.Kill();
        }
    }

    /// <summary>One load from the bucket.</summary>
    /// <param name="address">Where the server is.</param>
    /// <param name="folder">The case.</param>
    /// <param name="threads">Threads that read and write.</param>
    /// <exception cref="InvalidOperationException">Not everything was loaded: its time would tell nothing.</exception>
    public static void Load(string address, string folder, int threads)
    {
        var summary = Loading.Load(
            [$"s3://{Bucket}"],
            folder,
            new LoadOptions
            {
                Threads = threads,
                S3 = new S3Options
                {
                    Aws = new AwsOptions
                    {
                        Endpoint = new Uri(address),
                        Region = "us-east-1",
                        Credentials = s_credentials,
                    },
                },
            },
            null,
            default
        );
        if (summary is not { Events: > 0, Rejects.Count: 0 })
        {
            throw new InvalidOperationException(
                $"{summary.Events:N0} events were loaded: {(summary.Rejects is [var first, ..] ? first.Reason : "nothing was found")}"
            );
        }
    }

    private static readonly BasicAWSCredentials s_credentials = new("S3RVER", "S3RVER");

    private static async Task Fill(string address, string corpus, string done)
    {
        var config = new AmazonS3Config { ServiceURL = address, ForcePathStyle = true };
        using var client = new AmazonS3Client(s_credentials, config);
        for (var tries = 0; ; tries++)
        {
            try
            {
                _ = await client.PutBucketAsync(Bucket).ConfigureAwait(false);
                break;
            }
            catch (AmazonS3Exception e) when (e.ErrorCode.StartsWith("BucketAlready", StringComparison.Ordinal))
            {
                break;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(100).ConfigureAwait(false);
            }
        }

        if (File.Exists(done))
        {
            return;
        }

        await Parallel
            .ForEachAsync(
                Directory.EnumerateFiles(corpus, "*.gz", SearchOption.AllDirectories),
                async (file, cancellation) =>
                {
                    using var content = File.OpenRead(file);
                    var request = new PutObjectRequest
                    {
                        BucketName = Bucket,
                        Key = Path.GetRelativePath(corpus, file).Replace('\\', '/'),
                        InputStream = content,
                        UseChunkEncoding = false,
                    };
                    _ = await client.PutObjectAsync(request, cancellation).ConfigureAwait(false);
                }
            )
            .ConfigureAwait(false);
        await File.WriteAllTextAsync(done, "").ConfigureAwait(false);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
