using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using RecipePicks.Lineage;
using RecipePicks.Sources;
using RecipePicks.State;

namespace RecipePicks.Store;

/// <summary>
/// Which events letters ask about again and again: calls that change something or issue credentials, calls that failed, and
/// calls of other accounts. They are few, and their texts are long: a load keeps them together, in row groups of their own, and
/// marks them, so that a question about them reads nothing else.
/// </summary>
/// <remarks>The mark may stand at more events than a question asks for, and never at fewer.</remarks>
internal static class TellingEvents
{
    /// <summary>The column that holds the mark.</summary>
    public const string Column = "picks_telling";

    /// <summary>Counts up when <see cref="Holds"/> is changed, or the lists in it.</summary>
    private const int Rule = 1;

    private static readonly byte[][] Prefixes =
    [
        .. new[]
        {
            "AddLayerVersionPermission",
            "AddPermission",
            "CreateFunction",
            "DeleteFunction",
            "RemoveLayerVersionPermission",
            "RemovePermission",
            "SharedSnapshot",
            "UpdateFunctionUrlConfig",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly int[] Callers =
    [
        RecordSchema.CallerArn,
        RecordSchema.CallerPrincipal,
        RecordSchema.CallerName,
        RecordSchema.CallerKey,
    ];

    private static readonly FrozenSet<ulong> Names =
    [
        .. StateKnowledge
            .Default.Calls.Select(c => c.Call)
            .Concat(KnownCall.All.Select(c => c.Call))
            .Select(c => ContentHash.Of(Undated(Encoding.UTF8.GetBytes(c)))),
    ];

    /// <summary>What the mark means: events that were marked by another rule, or with other knowledge, are not found by it.</summary>
    public static string Definition { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Rule}-{ContentHash.Of(Names.Order().SelectMany(BitConverter.GetBytes).ToArray()):x16}"
        );

    /// <summary>Whether a record is of such an event.</summary>
    /// <param name="reader">Holds the record.</param>
    public static bool Holds(RecordReader reader)
    {
        var values = reader.Fields.Values;
        if (values[RecordSchema.ErrorCode].IsPresent || values[RecordSchema.ErrorMessage].IsPresent)
        {
            return true;
        }

        var type = Text(RecordSchema.CallerType);
        if (IsStranger(type))
        {
            return true;
        }

        var name = Text(RecordSchema.EventName);
        if (name.SequenceEqual("AssumeRole"u8) && type.SequenceEqual("AWSService"u8))
        {
            // Services assume their roles all day, and nothing follows from it, but for what a session's policy forbids.
            return Text(RecordSchema.RequestParameters).IndexOf("\"policy"u8) >= 0;
        }

        if (
            name.SequenceEqual("PutObject"u8)
            || name.SequenceEqual("CopyObject"u8)
            || name.SequenceEqual("CreateMultipartUpload"u8)
        )
        {
            var request = Text(RecordSchema.RequestParameters);
            return request.IndexOf("public-read"u8) >= 0
                || request.IndexOf("authenticated-read"u8) >= 0
                || request.IndexOf("x-amz-grant-"u8) >= 0;
        }

        return Names.Contains(ContentHash.Of(Undated(name))) || HasPrefix(name);

        bool IsStranger(ReadOnlySpan<byte> type)
        {
            var account = values[RecordSchema.CallerAccount];
            var recipient = values[RecordSchema.RecipientAccount];
            return account.IsPresent
                    && (
                        recipient.IsPresent && !reader.Bytes(account).SequenceEqual(reader.Bytes(recipient))
                        || IsNameless()
                    )
                || type.SequenceEqual("AWSAccount"u8)
                || Text(RecordSchema.CallerPrincipal).SequenceEqual("ANONYMOUS_PRINCIPAL"u8);
        }

        // Of such a caller nothing but the account is known.
        bool IsNameless()
        {
            foreach (var cell in Callers)
            {
                if (values[cell].IsPresent)
                {
                    return values[cell].Length == 0;
                }
            }

            return true;
        }

        ReadOnlySpan<byte> Text(int cell) => values[cell].IsPresent ? reader.Bytes(values[cell]) : [];
    }

    private static bool HasPrefix(ReadOnlySpan<byte> name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix))
            {
                return true;
            }
        }

        return false;
    }

    // Lambda and CloudFront add a date to names; questions cut them at the century.
    private static ReadOnlySpan<byte> Undated(ReadOnlySpan<byte> name) =>
        name.IndexOf("20"u8) is >= 0 and var at ? name[..at] : name;
}
