namespace RecipePicks.DuckDb.Native;

/// <summary>
/// The kind of an error from its text. Statements that fail to parse or bind have no error type in the C API, only
/// a text such as "Binder Error: …".
/// </summary>
internal static class ErrorPrefix
{
    private static readonly Dictionary<string, DuckErrorType> Types = new(StringComparer.Ordinal)
    {
        ["Out of Range"] = DuckErrorType.OutOfRange,
        ["Conversion"] = DuckErrorType.Conversion,
        ["Mismatch Type"] = DuckErrorType.MismatchType,
        ["Divide by Zero"] = DuckErrorType.DivideByZero,
        ["Invalid type"] = DuckErrorType.InvalidType,
        ["Serialization"] = DuckErrorType.Serialization,
        ["TransactionContext"] = DuckErrorType.Transaction,
        ["Not implemented"] = DuckErrorType.NotImplemented,
        ["Catalog"] = DuckErrorType.Catalog,
        ["Parser"] = DuckErrorType.Parser,
        ["Constraint"] = DuckErrorType.Constraint,
        ["Connection"] = DuckErrorType.Connection,
        ["Syntax"] = DuckErrorType.Syntax,
        ["Binder"] = DuckErrorType.Binder,
        ["IO"] = DuckErrorType.IO,
        ["INTERRUPT"] = DuckErrorType.Interrupt,
        ["FATAL"] = DuckErrorType.Fatal,
        ["INTERNAL"] = DuckErrorType.Internal,
        ["Invalid Input"] = DuckErrorType.InvalidInput,
        ["Out of Memory"] = DuckErrorType.OutOfMemory,
        ["Permission"] = DuckErrorType.Permission,
        ["Parameter Not Resolved"] = DuckErrorType.ParameterNotResolved,
        ["Parameter Not Allowed"] = DuckErrorType.ParameterNotAllowed,
        ["Dependency"] = DuckErrorType.Dependency,
        ["HTTP"] = DuckErrorType.Http,
        ["Missing Extension"] = DuckErrorType.MissingExtension,
        ["Extension Autoloading"] = DuckErrorType.Autoload,
        ["Sequence"] = DuckErrorType.Sequence,
        ["Invalid Configuration"] = DuckErrorType.InvalidConfiguration,
    };

    internal static DuckErrorType TypeOf(string message)
    {
        var end = message.IndexOf(" Error: ", StringComparison.Ordinal);
        return end > 0 && Types.TryGetValue(message[..end], out var type) ? type : DuckErrorType.Unknown;
    }
}
