namespace RecipePicks.Tactics;

/// <summary>A tactic of MITRE ATT&amp;CK: why something is done.</summary>
/// <param name="Id">Its id: <c>TA0007</c>.</param>
/// <param name="Name">Its name: <c>Discovery</c>.</param>
public sealed record AttackTactic(string Id, string Name);

/// <summary>A technique of MITRE ATT&amp;CK: how something is done.</summary>
/// <param name="Id">Its id, a sub-technique's with its number: <c>T1098.001</c>.</param>
/// <param name="Name">Its name, a sub-technique's after its technique's: <c>Account Manipulation: Additional Cloud Credentials</c>.</param>
/// <param name="Tactics">The names of the tactics that it serves, in the matrix's order.</param>
public sealed record AttackTechnique(string Id, string Name, IReadOnlyList<string> Tactics);

/// <summary>What a call is in an attacker's hands.</summary>
/// <param name="Id">The technique's id.</param>
/// <param name="Name">The technique's name.</param>
/// <param name="Tactic">The tactic that this call serves most often.</param>
public sealed record TechniqueUse(string Id, string Name, string Tactic);
