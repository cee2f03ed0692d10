namespace RecipePicks.Lineage;

// What uses of credentials tie together.
internal sealed partial class LineageScope
{
    /// <summary>Takes up how a credential was used.</summary>
    public void Take(LineageUse use)
    {
        var caller = use.Caller;
        var names = CallTies.NamesOf(caller, use.First, _renames).ToList();
        var own = names[0];
        names.ForEach(SeedLead);
        foreach (var name in names.Skip(1))
        {
            Tie(own, name);
            Tie(name, own);
        }

        if (caller is { Type: "AWSAccount", Account: { } account })
        {
            Tie(account, own);
        }

        if ((Names.RoleOf(caller.Arn) ?? caller.Issuer) is { } issuer)
        {
            var role = Names.Canonical(issuer);
            SeedLead(role);
            names.ForEach(n => Put(_roleOf, n, role));
            names.ForEach(Again);
            Tie(TieNames.SessionsOf(role), own);
        }

        if (Names.SessionName(caller.Arn, caller.PrincipalId) is not { } session)
        {
            return;
        }

        if (Names.IsInstance(session) || _byName.Has(session))
        {
            Tie(own, TieNames.Called(session));
            Tie(TieNames.Called(session), own);
        }

        // A person's sign-on sessions, and the sessions that may have been taken from one.
        Tie(own, TieNames.SignOn(session));
        if (caller.Arn?.Contains(":assumed-role/AWSReservedSSO_", StringComparison.Ordinal) != true)
        {
            Tie(TieNames.NamesakesOf(session), own);
            return;
        }

        Tie(TieNames.SignOn(session), own);
        Tie(own, TieNames.NamesakesOf(session));
        if (_byMark.Has(TieNames.AnySignOn))
        {
            Tie(own, TieNames.AnySignOn);
            Tie(TieNames.AnySignOn, own);
        }
    }

    /// <summary>Takes up sessions that a service took of a role.</summary>
    /// <param name="service">The sessions.</param>
    /// <param name="session">Their ARN.</param>
    public void Take(ServiceSession service, string session)
    {
        var role = Names.Canonical(service.Role);
        Put(_roleOf, session, role);
        Tie(session, TieNames.Called(service.Session));
        Tie(TieNames.Called(service.Session), session);
        if (service.Service == "lambda.amazonaws.com")
        {
            var function = $"arn:aws:lambda:{service.Region}:{service.Account}:function:{service.Session}";
            Tie(session, function);
            Tie(function, session);
        }

        if (!Names.IsInstance(service.Session))
        {
            Tie(session, TieNames.CarriersOf(role));
            Tie(TieNames.TakenOf(role), session);
        }
    }
}
