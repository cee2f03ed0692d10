namespace RecipePicks.Sql.Functions;

/// <summary>URLs, addresses and bytes.</summary>
internal static class NetworkFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("url_extract_protocol(varchar) varchar", "picks_url_protocol({0})"),
        new("url_extract_host(varchar) varchar", "picks_url_host({0})"),
        new("url_extract_port(varchar) bigint", "picks_url_port({0})"),
        new("url_extract_path(varchar) varchar", "picks_url_path({0})"),
        new("url_extract_query(varchar) varchar", "picks_url_query({0})"),
        new("url_extract_fragment(varchar) varchar", "picks_url_fragment({0})"),
        new("url_extract_parameter(varchar, varchar) varchar", "picks_url_parameter({0}, {1})"),
        new("url_encode(varchar) varchar", "picks_url_encode({0})"),
        new("url_decode(varchar) varchar", "picks_url_decode({0})"),
        new("ip_prefix(varchar, bigint) varchar", "picks_prefix(picks_to_address({0}), {1})"),
        new("ip_prefix(ipaddress, bigint) varchar", "picks_prefix({0}, {1})"),
        new("is_subnet_of(varchar, ipaddress) boolean", "picks_network_contains({0}, {1})"),
        new("to_utf8(varchar) varbinary", "encode({0})"),
        new("from_utf8(varbinary) varchar", "picks_from_utf8({0})"),
        new("to_hex(varbinary) varchar", "hex({0})"),
        new("from_hex(varchar) varbinary", "from_hex({0})"),
        new("to_base64(varbinary) varchar", "to_base64({0})"),
        new("from_base64(varchar) varbinary", "from_base64({0})"),
        new("md5(varbinary) varbinary", "picks_md5({0})"),
        new("sha1(varbinary) varbinary", "picks_sha1({0})"),
        new("sha256(varbinary) varbinary", "picks_sha256({0})"),
        new("sha512(varbinary) varbinary", "picks_sha512({0})"),
        new("uuid() uuid", "uuid()"),
    ];
}
