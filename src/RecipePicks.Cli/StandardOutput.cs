using Microsoft.Win32.SafeHandles;

namespace RecipePicks.Cli;

/// <summary>Standard output that tells when nobody reads it any more, so that a query into <c>head</c> ends early.</summary>
/// <remarks>.NET's own stream swallows a broken pipe; a file is left to it, because it shares the position with others.</remarks>
internal static class StandardOutput
{
    private const int BrokenPipeUnix = 32;
    private const int BrokenPipeWindows = unchecked((int)0x8007006D);
    private const int NoDataWindows = unchecked((int)0x800700E8);

    public static Stream Open()
    {
        if (Console.IsOutputRedirected && !OperatingSystem.IsWindows())
        {
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return Console.OpenStandardOutput();
    }

    public static bool IsBrokenPipe(IOException error) =>
        error.HResult is BrokenPipeUnix or BrokenPipeWindows or NoDataWindows;
}
