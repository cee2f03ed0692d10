namespace RecipePicks.State;

/// <summary>The file of knowledge: types of resources, calls that change them, documents that show them.</summary>
internal sealed record KnowledgeFile
{
    public required IReadOnlyDictionary<string, TypeEntry> Types { get; init; }

    public required IReadOnlyList<CallEntry> Calls { get; init; }

    public required IReadOnlyList<DocumentEntry> Documents { get; init; }
}

/// <summary>A type of resource.</summary>
/// <param name="Noun">What people call it, and how paths begin.</param>
/// <param name="Scope">Where its name is unique: <c>everywhere</c>, <c>account</c> or <c>region</c>.</param>
internal sealed record TypeEntry(string Noun, string Scope);

/// <summary>One call and the one resource, or kind of resource, that it changes.</summary>
internal sealed record CallEntry
{
    /// <summary>The service: <c>iam.amazonaws.com</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The call, without the date that Lambda adds.</summary>
    public required string Call { get; init; }

    /// <summary>The resource's type.</summary>
    public required string Type { get; init; }

    /// <summary>Lists of which each item is a resource of its own, found as <c>item</c>; the first that has any counts.</summary>
    public IReadOnlyList<string>? Each { get; init; }

    /// <summary>Paths of the resource's id, the first that is there counts; the others are names of the same resource.</summary>
    public required IReadOnlyList<string> Id { get; init; }

    /// <summary>What the call does, in order.</summary>
    public required IReadOnlyList<EffectEntry> Effects { get; init; }

    /// <summary>The call that undoes it.</summary>
    public string? Inverse { get; init; }

    /// <summary>What is worth knowing.</summary>
    public string? Note { get; init; }

    /// <summary>The event that proves it.</summary>
    public SampleEntry? Sample { get; init; }
}

/// <summary>What a call or document says of one path.</summary>
internal sealed record EffectEntry
{
    /// <summary>create, delete, set, unset, displace, setadd, setremove, setdelta, replace, merge, opaque, reset, rename, rekey, patch or delta.</summary>
    public required string Kind { get; init; }

    /// <summary>The path; may hold <c>{path}</c>. Null for the resource itself.</summary>
    public string? Path { get; init; }

    /// <summary>Where the value is; the first path that has one counts. Of a member, <c>key</c> is its key.</summary>
    public IReadOnlyList<string>? Value { get; init; }

    /// <summary>Where the value before is, when the response tells.</summary>
    public IReadOnlyList<string>? Before { get; init; }

    /// <summary>For a map: the key of the one member that is meant.</summary>
    public IReadOnlyList<string>? Member { get; init; }

    /// <summary>Where the members are; each is found as <c>member</c>.</summary>
    public IReadOnlyList<string>? Members { get; init; }

    /// <summary>Of a setdelta, where the members are that leave.</summary>
    public IReadOnlyList<string>? Removes { get; init; }

    /// <summary>Parts of a member of which each makes a member of its own, found as <c>part</c>.</summary>
    public IReadOnlyList<string>? Parts { get; init; }

    /// <summary>A member's key, else the member itself.</summary>
    public string? Key { get; init; }

    /// <summary>The kind of id by which this call knows the members, when it is not their key: <c>securityGroupRuleId</c>.</summary>
    public string? By { get; init; }

    /// <summary>Where a member's id is, by which other calls may know it; its kind is the path's last name.</summary>
    public string? Id { get; init; }

    /// <summary>The path of another set that the members may be of, when the lists that documents show say so.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Of a delta, where an item says what happens to it: <c>DELETE</c> or else.</summary>
    public string? Action { get; init; }

    /// <summary>Of a merge, members that are no values.</summary>
    public IReadOnlyList<string>? Except { get; init; }

    /// <summary>
    /// Of a value that is an object, the paths of what is kept, each under its last name: what call and document tell alike.
    /// A list of texts is a set, in order.
    /// </summary>
    public IReadOnlyList<string>? Keeps { get; init; }

    /// <summary>Of a create, sets and maps that begin empty.</summary>
    public IReadOnlyList<string>? Empty { get; init; }

    /// <summary>The effect holds only when one of these is there; <c>path=text</c> when it is that text.</summary>
    public IReadOnlyList<string>? When { get; init; }

    /// <summary>The effect does not hold when one of these is there.</summary>
    public IReadOnlyList<string>? Unless { get; init; }

    /// <summary>Whether the call fails when there is nothing to change, so that its success tells what was there before.</summary>
    public bool Strict { get; init; }

    /// <summary>Of a merge or rename, which values are not applied at once.</summary>
    public DefersEntry? Defers { get; init; }
}

/// <summary>Values that a call asks for and the service applies later, in its maintenance window.</summary>
internal sealed record DefersEntry
{
    /// <summary>The path of the object in the response that tells what is not applied yet.</summary>
    public required string Shown { get; init; }

    /// <summary>The path of the object in the response that tells what stands.</summary>
    public required string Stands { get; init; }

    /// <summary>What holds when the call applies all at once, and what waited before it too: <c>path=text</c>.</summary>
    public required string Unless { get; init; }

    /// <summary>
    /// Members of the request that wait when the response does not tell; <c>name=other</c> when the response has another name
    /// for it, <c>name=</c> when it never shows it.
    /// </summary>
    public required IReadOnlyList<string> Later { get; init; }
}

/// <summary>A document that shows a resource.</summary>
internal sealed record DocumentEntry
{
    /// <summary><c>config</c>, or the member of the CLI's output: <c>SecurityGroups</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The resource's type.</summary>
    public required string Type { get; init; }

    /// <summary>Members that the CLI's output has; null for <c>config</c>.</summary>
    public IReadOnlyList<string>? Has { get; init; }

    /// <summary>How the file's name begins, when the members alone do not tell: <c>s3api-get-bucket-policy</c>.</summary>
    public string? Command { get; init; }

    /// <summary>The list of which each item is a resource of its own; the whole document when null.</summary>
    public string? Each { get; init; }

    /// <summary>Paths of the resource's names: below <c>item</c>, or <c>file.subject</c>, <c>file.account</c>.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>What it shows; paths begin with <c>document</c>, those of Config's supplementary configuration with <c>more</c>.</summary>
    public required IReadOnlyList<EffectEntry> Shows { get; init; }

    /// <summary>The document that proves it.</summary>
    public SampleEntry? Sample { get; init; }
}

/// <summary>An event or document, and what it must say.</summary>
internal sealed record SampleEntry
{
    public System.Text.Json.JsonElement? Request { get; init; }

    public System.Text.Json.JsonElement? Response { get; init; }

    public System.Text.Json.JsonElement? Document { get; init; }

    /// <summary>The resource's id.</summary>
    public required string Id { get; init; }

    /// <summary>Values by full path, before the call; those not named are unknown.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.JsonElement>? Before { get; init; }

    /// <summary>Values by full path, after it; null for what is gone, <c>{"not": "logged"}</c> for what the log leaves out.</summary>
    public required IReadOnlyDictionary<string, System.Text.Json.JsonElement> After { get; init; }
}
