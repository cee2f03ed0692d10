using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <summary>
/// An error of DuckDB in DuckDB's own words. When one of our functions threw inside the query, the message holds that
/// exception's message and <see cref="Exception.InnerException"/> is the exception itself.
/// </summary>
public sealed class DuckDbException : Exception
{
    internal DuckDbException(string message, DuckErrorType type = DuckErrorType.Unknown, Exception? inner = null)
        : base(message, inner) => ErrorType = type == DuckErrorType.Unknown ? ErrorPrefix.TypeOf(message) : type;

    /// <summary>What kind of error it is; <see cref="DuckErrorType.Unknown"/> when DuckDB does not say.</summary>
    public DuckErrorType ErrorType { get; }

    /// <summary>Whether the query was stopped by <see cref="DuckConnection.Interrupt"/>.</summary>
    public bool IsInterrupt => ErrorType == DuckErrorType.Interrupt;
}
