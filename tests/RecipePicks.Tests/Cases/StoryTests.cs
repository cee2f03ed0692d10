using RecipePicks.Cases;

namespace RecipePicks.Tests.Cases;

public sealed class StoryTests
{
    [Fact]
    public void A_story_that_a_page_sends_is_read() =>
        Assert.Equal(["e1"], Story.Parse(Sent("""["e1"]"""))!.Pins.Single().EventIds);

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[1]")]
    public void What_names_no_events_is_no_story(string eventIds) => Assert.Null(Story.Parse(Sent(eventIds)));

    private static string Sent(string eventIds) =>
        $$"""{"revision":1,"pins":[{"id":"a","mark":"R","text":"t","note":"","time":null,"eventIds":{{eventIds}} }]}""";
}
