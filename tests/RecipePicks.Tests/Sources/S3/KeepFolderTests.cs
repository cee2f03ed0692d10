using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Sources.S3;

namespace RecipePicks.Tests.Sources.S3;

/// <summary>Keys as files: whatever a key says.</summary>
public sealed class KeepFolderTests
{
    private static readonly string[] s_pieces =
    [
        "/",
        "..",
        ".",
        "a",
        "A",
        "CON",
        "nul",
        "com1.",
        " ",
        "%2E",
        "\\",
        "\0",
        ":",
        "ü",
        "…",
        "\u202e",
        "~",
        new('x', 300),
    ];

    [Fact]
    public void No_key_leaves_the_folder_names_a_device_or_shares_a_file() =>
        Prop.ForAll(
                Arb.From(Gen.Elements(s_pieces).ArrayOf().Select(string.Concat).Two().Select(t => (t.Item1, t.Item2))),
                keys =>
                {
                    var (one, other) = (Path(keys.Item1), Path(keys.Item2));
                    Assert.Equal(keys.Item1 == keys.Item2, one == other);
                    Assert.All(
                        one.Split('/').Skip(1),
                        name =>
                        {
                            Assert.DoesNotMatch(@"^(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)", name);
                            Assert.Matches(@"^[A-Za-z0-9\-_=+,@.%~]{1,180}$", name);
                            Assert.DoesNotMatch(@"\.$", name);
                        }
                    );
                    return true;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Another_content_of_a_key_is_kept_beside_the_first()
    {
        using var folder = new TempFolder();
        foreach (var content in (string[])["one", "two", "one"])
        {
            KeepFolder.Keep(folder.Path, "b", "k", new MemoryStream(Logs.Utf8(content)));
        }

        Assert.Equal(
            ["one", "two"],
            Directory.GetFiles(folder["b"]).Order(StringComparer.Ordinal).Select(File.ReadAllText)
        );
    }

    private static string Path(string key) => KeepFolder.Relative("bucket", key).Replace('\\', '/');
}
