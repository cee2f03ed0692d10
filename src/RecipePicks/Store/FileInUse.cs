namespace RecipePicks.Store;

/// <summary>Tells a file that another program holds from one that cannot be opened for another reason.</summary>
internal static class FileInUse
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    private const int MostTries = 250;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Holds a file alone, made when it is not there, once nobody else does.</summary>
    /// <exception cref="IOException">Somebody held it for seconds, or it cannot be made.</exception>
    public static IDisposable Await(string file)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException e) when (Is(e) && tries < MostTries)
            {
                Thread.Sleep(s_pause);
            }
        }
    }

    /// <summary>Whether it is that.</summary>
    public static bool Is(IOException error) =>
        OperatingSystem.IsWindows() ? error.HResult is SharingViolation or LockViolation
        : OperatingSystem.IsMacOS() ? error.HResult == WouldBlockMac
        : error.HResult == WouldBlockLinux;
}
