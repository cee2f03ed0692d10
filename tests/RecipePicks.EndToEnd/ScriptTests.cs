namespace RecipePicks.EndToEnd;

/// <summary>The script at the root runs from anywhere.</summary>
public sealed class ScriptTests
{
    [Fact]
    public void Picks_runs_from_another_folder_through_a_link_with_arguments_as_they_stand()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a link"), Repository.File("picks"));
        Picks.Shell("'./a link' --version", folder.Path).Ok();
        var run = Picks.Shell("'./a link' show 'a  b' --case 'no case'", folder.Path).Is(1);

        Assert.Contains(Path.Combine(folder.Path, "no case"), run.Err);
        Assert.Empty(run.Out);
    }
}
