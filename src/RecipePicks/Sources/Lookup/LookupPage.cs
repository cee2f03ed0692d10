using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RecipePicks.Sources.Lookup;

/// <summary>Puts pages of LookupEvents together, word for word.</summary>
internal sealed class LookupPage
{
    private readonly ArrayBufferWriter<byte> _content = new();

    /// <summary>The time of the oldest event, by whole seconds; null when there is none.</summary>
    public DateTime? Oldest { get; private set; }

    /// <summary>Adds a page.</summary>
    /// <param name="page">LookupEvents' output.</param>
    public void Add(JsonElement page)
    {
        if (!page.TryGetProperty("Events", out var events) || events.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var found in events.EnumerateArray())
        {
            _content.Write(_content.WrittenCount == 0 ? "{\"Events\":["u8 : ","u8);
            _content.Write(JsonMarshal.GetRawUtf8Value(found));
            if (Time(found) is { } time && !(time >= Oldest))
            {
                Oldest = time;
            }
        }
    }

    /// <summary>All of them, as one page.</summary>
    public byte[] Content()
    {
        _content.Write(_content.WrittenCount == 0 ? "{\"Events\":[]}"u8 : "]}"u8);
        return _content.WrittenSpan.ToArray();
    }

    /// <summary>Seconds since 1970, as JSON 1.1 writes times.</summary>
    private static DateTime? Time(JsonElement found) =>
        found.ValueKind == JsonValueKind.Object
        && found.TryGetProperty("EventTime", out var time)
        && time.ValueKind == JsonValueKind.Number
        && time.TryGetDouble(out var seconds)
        && seconds is > 0 and < 253402300800
            ? DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds))
            : null;
}

/// <summary>Keeps requests apart in time.</summary>
/// <param name="apart">How far.</param>
internal sealed class Pace(TimeSpan apart)
{
    private long _last = -1;

    /// <summary>Waits until the next request may go.</summary>
    public async Task Wait(CancellationToken cancellation)
    {
        if (_last >= 0 && apart - TimeSpan.FromMilliseconds(Environment.TickCount64 - _last) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, cancellation).ConfigureAwait(false);
        }

        _last = Environment.TickCount64;
    }
}
