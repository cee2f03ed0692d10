using System.Text.Json;
using RecipePicks.State;

namespace RecipePicks.Tests.State;

/// <summary>Calls and documents in the fewest words; times are minutes of one hour.</summary>
internal static class Story
{
    public static DateTime Time(int minute) => new(2026, 3, 10, 22, minute, 0, DateTimeKind.Utc);

    public static StateCall Call(int minute, string service, string name, object request, object? response = null) =>
        new()
        {
            EventId = $"e{minute}",
            Time = Time(minute),
            Source = service + ".amazonaws.com",
            Name = name,
            Account = "111122223333",
            Region = "us-east-1",
            Request = JsonSerializer.Serialize(request),
            Response = response is null ? null : JsonSerializer.Serialize(response),
            Caller = "arn:aws:iam::111122223333:user/mara",
        };

    public static StateDocument Item(int? minute, string type, string name, string json, string form = "config") =>
        new()
        {
            Form = form,
            Type = type,
            Time = minute is { } m ? Time(m) : null,
            Account = "111122223333",
            Region = "us-east-1",
            Names = [name],
            Json = json,
            File = "document.json",
            Record = 1,
        };
}
