using RecipePicks.Sql.Binding;

namespace RecipePicks.Sql.Dialects;

/// <summary>Athena: the text as it is.</summary>
internal sealed class AthenaDialect : IDialect
{
    public string Name => "athena";

    public string Title => "Athena";

    public string Comment => "--";

    public string Write(string athena, CompilerOptions options) => athena;
}
