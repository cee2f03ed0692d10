using RecipePicks.Athena;
using RecipePicks.Engines;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Athena;

/// <summary>The local case, by the contract.</summary>
public sealed class LocalEngineContractTests : EngineContract, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Case _case;

    public LocalEngineContractTests()
    {
        File.WriteAllLines(_folder["log.jsonl"], Records);
        TestCase.Load(_folder["case"], _folder["log.jsonl"]);
        _case = Case.Open(_folder["case"]);
    }

    internal override IEngine Engine => _case.Engine;

    internal override string Name => "local";

    public void Dispose()
    {
        _case.Dispose();
        _folder.Dispose();
    }
}

/// <summary>Athena, by the contract, over its wire protocol: the lake behind the server is on this machine.</summary>
public sealed class AthenaEngineContractTests : EngineContract, IDisposable
{
    private readonly SimulatedLake _table = new(Records);
    private readonly AthenaServer _server;
    private readonly AthenaLake _lake;

    public AthenaEngineContractTests()
    {
        _server = AthenaServer.Of(_table);
        _lake = _server.Lake(_table.Ddl);
        Engine = _lake.Engine(new LakeScope());
    }

    internal override IEngine Engine { get; }

    internal override string Name => "athena";

    public void Dispose()
    {
        _lake.Dispose();
        _server.Dispose();
        _table.Dispose();
    }
}
