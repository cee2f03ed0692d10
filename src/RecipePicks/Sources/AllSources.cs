namespace RecipePicks.Sources;

/// <summary>
/// The shapes of JSON that are recognised, in the order in which they are tried. Plain records and lists named
/// <c>Records</c> or <c>Events</c> need no shape: <see cref="RecordReader"/> reads them as they stream by.
/// </summary>
internal static class AllSources
{
    public static IReadOnlyList<IRecordShape> Shapes { get; } =
    [
        new LookupEventsShape(),
        new EventBridgeShape(),
        new LowerCaseShape(),
        new InsightShape(),
        new ForeignShape("a CloudTrail digest", "digestStartTime", "digestEndTime"),
        new ForeignShape("an AWS Config snapshot", "configSnapshotId"),
        new ForeignShape("an AWS Config item", "configurationItemCaptureTime"),
        new ForeignShape("an AWS Config notification", "configurationItem"),
        new ForeignShape("a GuardDuty finding", "schemaVersion", "severity", "service"),
        new ForeignShape("a Security Hub finding", "ProductArn", "AwsAccountId"),
    ];
}
