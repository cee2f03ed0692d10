using System.Text;

namespace RecipePicks.Sources;

/// <summary>Finds a member by its name in UTF-8: a small open-addressed table, built once.</summary>
internal sealed class MemberTable
{
    private static readonly List<MemberTable> AllTables = [];
    private readonly (byte[] Name, Member Member)[] _slots;
    private readonly int _mask;

    public MemberTable(params Member[] members)
    {
        All = members;
        Texts =
        [
            .. members.Select(m => m.Kind == MemberKind.Text ? Encoding.UTF8.GetBytes($",\"{m.Name}\":\"") : null),
        ];
        Names = [.. members.Select(m => Encoding.UTF8.GetBytes($",\"{m.Name}\":"))];
        for (var i = 0; i < members.Length; i++)
        {
            members[i].Number = i;
        }

        Number = AllTables.Count;
        AllTables.Add(this);
        var size = 4;
        while (size < members.Length * 4)
        {
            size *= 2;
        }

        _slots = new (byte[], Member)[size];
        _mask = size - 1;
        foreach (var member in members)
        {
            var name = Encoding.UTF8.GetBytes(member.Name);
            var slot = Slot(name);
            while (_slots[slot].Name is not null)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = (name, member);
        }
    }

    /// <summary>Every table there is, by number. All are made with <see cref="RecordSchema"/>.</summary>
    public static IReadOnlyList<MemberTable> Tables => AllTables;

    /// <summary>The table's number.</summary>
    public int Number { get; }

    /// <summary>What stands before the value of each member that is text, in compact JSON and behind another member: <c>,"name":"</c>.</summary>
    public byte[]?[] Texts { get; }

    /// <summary>What stands before the value of each member, in compact JSON and behind another member: <c>,"name":</c>.</summary>
    public byte[][] Names { get; }

    /// <summary>The members in Athena's order.</summary>
    public IReadOnlyList<Member> All { get; }

    /// <summary>Finds a member.</summary>
    /// <param name="name">The name, unescaped, letter for letter.</param>
    /// <returns>The member, or null.</returns>
    public Member? Find(ReadOnlySpan<byte> name)
    {
        for (var slot = Slot(name); _slots[slot].Name is { } known; slot = (slot + 1) & _mask)
        {
            if (name.SequenceEqual(known))
            {
                return _slots[slot].Member;
            }
        }

        return null;
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return 0;
        }

        var mixed = (uint)name.Length * 31 + name[0] + (uint)(name[^1] << 3) + (uint)(name[name.Length / 2] << 6);
        return (int)((mixed * 0x9E3779B1u) >> 20) & _mask;
    }
}
