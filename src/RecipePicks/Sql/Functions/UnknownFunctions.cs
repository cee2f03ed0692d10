namespace RecipePicks.Sql.Functions;

/// <summary>Functions that Trino has and this program has not: they are refused as such, and the page about SQL lists them.</summary>
/// <remarks>Source: Trino, "List of functions and operators", without those of places, colours, learning and Teradata.</remarks>
internal static class UnknownFunctions
{
    private const string Trino = """
        approx_most_frequent approx_set array_first array_histogram array_last beta_cdf bit_count bitwise_left_shift
        bitwise_right_shift bitwise_right_shift_arithmetic char2hexint checksum combinations contains_sequence
        cosine_distance cosine_similarity covar_pop covar_samp crc32 degrees dot_product empty_approx_set ends_with
        euclidean_distance format format_number from_base32 from_base64url from_big_endian_32 from_big_endian_64
        from_ieee754_32 from_ieee754_64 from_unixtime_nanos hash_counts hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512
        intersection_cardinality inverse_beta_cdf inverse_normal_cdf jaccard_index json_scalar json_serialize kurtosis
        luhn_check make_set_digest map_union map_zip_with merge merge_set_digest multimap_from_entries murmur3 ngrams
        normal_cdf normalize numeric_histogram parse_data_size parse_duration qdigest_agg radians reduce_agg
        regr_intercept regr_slope shuffle sin skewness soundex split_to_multimap spooky_hash_v2_32 spooky_hash_v2_64
        t_cdf tdigest_agg timezone to_base32 to_base64url to_big_endian_32 to_big_endian_64 to_ieee754_32 to_ieee754_64
        to_milliseconds trim_array value_at_quantile values_at_quantiles version wilson_interval_lower
        wilson_interval_upper with_timezone word_stem xxhash64
        """;

    /// <summary>Their names, by the alphabet; what the table has is not among them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Trino
            .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Except(FunctionTable.Names, StringComparer.Ordinal),
    ];
}
