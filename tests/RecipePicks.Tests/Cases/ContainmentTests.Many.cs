using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Cases;

// Long chains.
public sealed partial class ContainmentTests
{
    [Fact]
    public void However_many_things_stand_open_each_has_its_step()
    {
        // By three users of its own: of one identity the chain follows a hundred.
        var calls = Case();
        var made = new List<string>();
        foreach (var (maker, at) in new[] { ("eve", 10), ("max", 11), ("kim", 12) })
        {
            var caller = User(maker) with { Key = $"AKIA{maker.ToUpperInvariant()}000000MADE" };
            calls
                .Call(
                    "CreateAccessKey",
                    at,
                    Bob,
                    new { userName = maker },
                    new { accessKey = new { accessKeyId = caller.Key, userName = maker } }
                )
                .Use(caller, at, 19);
            foreach (var name in Enumerable.Range(0, 90).Select(i => $"{maker}-{i}"))
            {
                made.Add(name);
                calls.Call("CreateUser", at + 1, caller, new { userName = name });
            }
        }

        var commands = Steps(calls, Key).Select(s => s.Command ?? "").ToList();

        Assert.All(made, name => Assert.Contains(commands, c => c.Contains($"--user-name='{name}'")));
    }
}
