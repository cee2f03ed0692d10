using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class LeadFormTests
{
    [Theory]
    [InlineData("arn:aws:iam::123456789012:user/division/bob", LeadKind.Principal)]
    [InlineData("arn:aws:iam::123456789012:role/admin", LeadKind.Principal)]
    [InlineData("arn:aws:iam::123456789012:root", LeadKind.Principal)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/admin/me@example.com", LeadKind.Principal)]
    [InlineData("arn:aws-us-gov:sts::123456789012:federated-user/bob", LeadKind.Principal)]
    [InlineData("arn:aws:iam::123456789012:policy/admin", LeadKind.Resource)]
    [InlineData("arn:aws:s3:::bucket/key", LeadKind.Resource)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", LeadKind.AccessKey)]
    [InlineData("ASIATFQR7NSCWLLE7IWW", LeadKind.AccessKey)]
    [InlineData("AIDATFQR7NSC5AU2ZV3IE", LeadKind.Principal)]
    [InlineData("AROATFQR7NSC6Q6YRQ2Q7:i-0dbc91f429e48eeed", LeadKind.Principal)]
    [InlineData("ANPATFQR7NSC6Q6YRQ2Q7", LeadKind.Resource)]
    [InlineData("123456789012", LeadKind.Principal)]
    [InlineData("192.168.10.20", LeadKind.Ip)]
    [InlineData("2001:db8::1", LeadKind.Ip)]
    [InlineData("::ffff:192.0.2.1", LeadKind.Ip)]
    [InlineData("70e5932e-9022-4b38-837e-ca10dad94eb7", LeadKind.Event)]
    [InlineData("i-0dbc91f429e48eeed", LeadKind.Resource)]
    [InlineData("i-1234abcd", LeadKind.Resource)]
    [InlineData("snap-083d3b857c13988bc", LeadKind.Resource)]
    [InlineData("eni-attach-02aca13293a6fe1b9", LeadKind.Resource)]
    [InlineData("mi-0123456789abcdef0", LeadKind.Resource)]
    public void A_lead_is_read_by_its_form(string text, LeadKind kind) =>
        Assert.Equal(new Lead(kind, text), LeadForm.Recognise($" {text}\n"));

    [Theory]
    [InlineData("bert-jan")]
    [InlineData("my_role")]
    [InlineData("10.0.0.0/8")]
    [InlineData("1.2.3")]
    [InlineData("300.1.1.1")]
    [InlineData("4.9E+11")]
    [InlineData("12345678901")]
    [InlineData("logs-deadbeef")]
    [InlineData("ec2.amazonaws.com")]
    [InlineData("akiaiosfodnn7example")]
    [InlineData("")]
    [InlineData("'; DROP TABLE cloudtrail_logs; --")]
    public void A_bare_name_is_left_to_the_evidence(string text) => Assert.Null(LeadForm.Recognise(text));

    [Theory]
    [InlineData("4.9E+11", true)]
    [InlineData("1.23457E+11", true)]
    [InlineData("4,9E+11", true)]
    [InlineData("123456789012", false)]
    [InlineData(null, false)]
    public void An_account_that_a_spreadsheet_mangled_is_seen(string? text, bool mangled) =>
        Assert.Equal(mangled, LeadForm.IsMangledAccount(text));
}
