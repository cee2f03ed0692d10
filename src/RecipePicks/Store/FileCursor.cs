using System.Security.Cryptography;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>What a cursor came upon.</summary>
internal enum CursorStep
{
    /// <summary>A record, in the reader's fields.</summary>
    Record,

    /// <summary>The reader's buffers must be recycled first.</summary>
    Full,

    /// <summary>No more files.</summary>
    Done,
}

/// <summary>Goes through files, their parts and their records, and keeps the tally of each part.</summary>
internal sealed class FileCursor : IConfigItemSink, IDisposable
{
    /// <summary>Files up to this size are read into memory at once.</summary>
    private const int Whole = 64 << 20;

    private const string NoLog = "it is neither JSON nor an event history in CSV";
    private LoadSession _session;
    private ContentForm _form;
    private byte[] _bytes = new byte[1 << 20];
    private WatchedStream _content = new(Stream.Null);
    private InputFile? _file;
    private int _fileNumber;
    private int _partNumber;
    private string _sha256 = "";
    private Stream? _stream;
    private IEnumerator<Part>? _parts;
    private Part? _part;
    private PartTally? _tally;
    private long _skip;

    public FileCursor(LoadSession session)
    {
        _session = session;
        Reader.TakesIdentifiers = session.Options.Index;
        Index = new IdentifierIndexWriter(Reader.Paths);
    }

    /// <summary>Collects what the cursor's records name. It stays with the cursor, for its memory is large.</summary>
    public IdentifierIndexWriter Index { get; }

    /// <summary>Keeps the cursor's telling events together. It stays too.</summary>
    public TellingRows Telling { get; } = new();

    public RecordReader Reader { get; } = new();

    /// <summary>The tally of the part that the last record came from.</summary>
    public PartTally Tally => _tally!;

    /// <summary>Whether no file is open.</summary>
    public bool IsIdle => _part is null && _parts is null;

    /// <summary>The last record's origin.</summary>
    public Origin Origin => new(PartKey, Reader.Records);

    private long PartKey => ((long)_fileNumber << 24) | (uint)_partNumber;

    /// <summary>Goes on in a new segment.</summary>
    public void Continue(LoadSession session)
    {
        _session = session;
        if (_tally is { } tally)
        {
            _tally = tally.IsWritten ? tally.Continued() : tally;
            session.Add(PartKey, _tally);
        }
    }

    /// <summary>Goes on to the next record of any file.</summary>
    public CursorStep Next()
    {
        while (true)
        {
            if (_part is null)
            {
                if (Reader.IsCrowded)
                {
                    return CursorStep.Full;
                }

                if (!NextPart())
                {
                    return CursorStep.Done;
                }
            }

            switch (Step())
            {
                case ReadOutcome.Record:
                    if (Reader.Records > _skip)
                    {
                        return CursorStep.Record;
                    }

                    break;
                case ReadOutcome.Full:
                    return CursorStep.Full;
                case ReadOutcome.Reject when Reader.Records >= _skip:
                    _tally!.AddReject(Reader.Records + 1, Reader.RejectOffset, Reader.Reason);
                    break;
                case ReadOutcome.Other when Reader.Records >= _skip:
                    _tally!.AddOther(Reader.Reason);
                    break;
                case ReadOutcome.Unknown when Reader.Records >= _skip:
                    _tally!.AddUnknown(Reader.Records + 1, Reader.RejectOffset, Reader.Reason);
                    break;
                case ReadOutcome.End:
                    FinishPart();
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Item(ConfigItem item)
    {
        var number = _tally!.Items + _tally.ItemDuplicates + 1;
        if (item.Size > ConfigItemWriter.Largest)
        {
            _tally.AddReject(
                number,
                null,
                $"a state of more than {ConfigItemWriter.Largest >> 20} MiB (cap on its size)"
            );
        }
        else
        {
            _tally.AddItem(_session.Items.Add(item, _tally.Name, number));
        }
    }

    /// <inheritdoc/>
    public void Other(string kind, bool known)
    {
        if (known)
        {
            _tally!.AddOther(kind);
        }
        else
        {
            _tally!.AddUnknown(Reader.Records + 1, 0, kind);
        }
    }

    /// <inheritdoc/>
    public void Beside() => _tally!.TellsOfOthers = true;

    public void Dispose()
    {
        _parts?.Dispose();
        _stream?.Dispose();
        Telling.Dispose();
        Reader.Dispose();
    }

    private ReadOutcome Step()
    {
        try
        {
            return Reader.Next();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or CsvHelper.CsvHelperException)
        {
            _tally!.AddReject(Reader.Records + 1, null, $"cannot be read further: {e.Message.Split('\n')[0]}");
            return ReadOutcome.End;
        }
    }

    private bool NextPart()
    {
        while (true)
        {
            if (_parts is null)
            {
                if (!NextFile())
                {
                    return false;
                }

                continue;
            }

            try
            {
                if (_parts.MoveNext())
                {
                    _partNumber++;
                    if (OpenPart(_parts.Current))
                    {
                        return true;
                    }

                    continue;
                }
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                Fail(e.Message);
            }

            FinishFile();
        }
    }

    private bool NextFile()
    {
        if (_session.NextFile() is not var (file, number))
        {
            return false;
        }

        (_file, _fileNumber, _partNumber, _tally, _sha256) = (file, number, 0, null, "");
        try
        {
            _stream = Open(file);
            if (_session.IsComplete(_sha256, file))
            {
                _stream.Dispose();
                _session.FileDone(file);
                return true;
            }

            _parts = Archive.Parts(file.Name, _stream).GetEnumerator();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Fail(e.Message, unfetched: e is UnfetchedException);
            FinishFile();
        }

        return true;
    }

    private Stream Open(InputFile file)
    {
        var stream = file.Open(_session.Cancellation);
        if (stream.Length > Whole || stream is MemoryStream)
        {
            _sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = 0;
            return stream;
        }

        using (stream)
        {
            var length = (int)stream.Length;
            if (_bytes.Length < length)
            {
                _bytes = new byte[length];
            }

            stream.ReadExactly(_bytes, 0, length);
            _sha256 = Convert.ToHexStringLower(SHA256.HashData(_bytes.AsSpan(0, length)));
            return new MemoryStream(_bytes, 0, length, writable: false);
        }
    }

    private bool OpenPart(Part part)
    {
        var started = _session.Started(_sha256, part.Name);
        if (started.Complete)
        {
            return false;
        }

        _skip = started.Records;
        _part = part;
        _tally = new PartTally(part.Name, _sha256, _file!.Bytes) { Object = _file.Object };
        _session.Add(PartKey, _tally);
        _content = new WatchedStream(part.Content);
        Reader.Open(_content);
        _form = ContentForms.Of(Reader.Peek());
        var line =
            _form == ContentForm.Json && part.Name == _file.Name && _file.Path is { } path
                ? _session.Manifests.LineOf(path)
                : null;
        switch (_form)
        {
            case ContentForm.Json
                when line is not null || ConfigItems.IsNamed(part.Name) || ConfigItems.Matches(Reader.Peek()):
                Reader.Append(ConfigItems.Read(Reader.Rest(), part.Name, line, this));
                break;
            case ContentForm.EventHistoryCsv:
                Reader.Append(EventHistoryCsv.Read(Reader.Rest()));
                break;
            case ContentForm.Foreign when ContentForms.Promised(part.Name):
                _tally.AddReject(null, null, "it is not what its name says: neither JSON nor a container of it");
                Reader.Skip();
                break;
            case ContentForm.Foreign:
                _tally.Skipped = NoLog;
                Reader.Skip();
                break;
            case ContentForm.Empty:
                _tally.Skipped = "it is empty";
                break;
        }

        return true;
    }

    private void FinishPart()
    {
        if (_form == ContentForm.Mixed && Reader.Records == 0)
        {
            _tally!.Forget(NoLog);
        }

        // What is wrong with a container shows when all of it has been read.
        if (_content.Ended && _part!.Finish() is { } problem)
        {
            _tally!.AddReject(null, null, problem);
        }

        if (_part!.Name != _file!.Name)
        {
            _tally!.Bytes = _content.Given;
        }

        _tally!.Complete = true;
        _part = null;
    }

    /// <summary>The file as a whole cannot be read, or not to its end.</summary>
    private void Fail(string reason, bool unfetched = false)
    {
        _partNumber++;
        _tally = new PartTally(_file!.Name, _sha256, _file.Bytes)
        {
            Complete = true,
            Object = unfetched ? null : _file.Object,
            IsUnfetched = unfetched,
        };
        _tally.AddReject(null, null, reason.Split('\n')[0]);
        _session.Add(PartKey, _tally);
    }

    private void FinishFile()
    {
        if (_tally is null)
        {
            _tally = new PartTally(_file!.Name, _sha256, _file.Bytes)
            {
                Complete = true,
                Skipped = "an empty archive",
                Object = _file.Object,
            };
            _session.Add(PartKey, _tally);
        }

        _tally.Last = true;
        _parts?.Dispose();
        _stream?.Dispose();
        (_parts, _stream, _tally) = (null, null, null);
        _session.FileDone(_file!);
    }
}
