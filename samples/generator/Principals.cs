namespace RecipePicks.Samples;

/// <summary>An IAM user. Ids come from the ARN, so that they are stable.</summary>
internal sealed record User(string Account, string Name)
{
    public string Arn => $"arn:aws:iam::{Account}:user/{Name}";
    public string Id => new Dice(Arn).PrincipalId("AIDA");
    public string AccessKey => new Dice(Arn + "/key").AccessKey("AKIA");
}

/// <summary>An IAM role and the sessions that come of it.</summary>
internal sealed record Role(string Account, string Name, string Path = "/")
{
    public string Arn => $"arn:aws:iam::{Account}:role{Path}{Name}";
    public string Id => new Dice(Arn).PrincipalId("AROA");

    public string SessionArn(string session) => $"arn:aws:sts::{Account}:assumed-role/{Name}/{session}";
}

/// <summary>Someone who signs in through IAM Identity Center.</summary>
internal sealed record Person(string Name, string Address, string Browser)
{
    public string Mail => Name + "@larkspur.example";
    public string UserId => "9067" + new Dice(Mail).Hex(6) + "-" + new Dice(Mail + "/id").Uuid();
}
