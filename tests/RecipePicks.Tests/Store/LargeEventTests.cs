using System.Text.Json;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

public sealed class LargeEventTests
{
    [Theory]
    [InlineData(150_000, 150)]
    [InlineData(9_000_000, 3)]
    public void Events_far_larger_than_usual_fit_the_memory_of_a_load(int bytes, int each)
    {
        using var folder = new TempFolder();
        var random = new Random(3);
        var noise = new byte[bytes];
        for (var file = 0; file < 10; file++)
        {
            var records = Enumerable
                .Range(0, each)
                .Select(i =>
                {
                    random.NextBytes(noise);
                    return JsonSerializer.Serialize(
                        new
                        {
                            eventTime = "2026-03-10T00:00:00Z",
                            eventSource = "s3.amazonaws.com",
                            eventName = "PutBucketPolicy",
                            eventID = $"{file:d8}-0000-4000-8000-{i:d12}",
                            requestParameters = new { policy = Convert.ToBase64String(noise) },
                        }
                    );
                });
            folder.Write($"logs/{file}.json", $$"""{"Records":[{{string.Join(',', records)}}]}""");
        }

        var options = new LoadOptions { Threads = 2 };
        var summary = Loading.Load(
            [folder["logs"]],
            folder["case"],
            options,
            null,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(10 * each, summary.Events);
    }
}
