using System.Reflection;

namespace RecipePicks;

/// <summary>The program itself.</summary>
public static class Product
{
    /// <summary>Its version, as <c>picks --version</c> prints it.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
