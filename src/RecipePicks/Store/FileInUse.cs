namespace RecipePicks.Store;

/// <summary>Tells a file that another program holds from one that cannot be opened for another reason.</summary>
internal static class FileInUse
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    /// <summary>Whether it is that.</summary>
    public static bool Is(IOException error) =>
        OperatingSystem.IsWindows() ? error.HResult is SharingViolation or LockViolation
        : OperatingSystem.IsMacOS() ? error.HResult == WouldBlockMac
        : error.HResult == WouldBlockLinux;
}
