// ClickHouse, from npm's chdb, on the files of picks-bench rivals: rival.mjs load LOGS DIR THREADS | rival.mjs scan TEXT DIR THREADS
// Prints seconds (of a scan the median of seven), the process's peak MB and the number of events, as the steps of picks-bench do.
import { queryBind } from "chdb";

const [step, input, folder, threads] = process.argv.slice(2);
const texts = (names) => names.split(" ").map((name) => `${name} Nullable(String)`).join(", ");
const record = `
  eventVersion Nullable(String),
  userIdentity Tuple(${texts("type principalId arn accountId invokedBy accessKeyId userName")},
    onBehalfOf Tuple(${texts("userId identityStoreArn")}),
    sessionContext Tuple(attributes Tuple(${texts("mfaAuthenticated creationDate")}),
      sessionIssuer Tuple(${texts("type principalId arn accountId userName")}), ec2RoleDelivery Nullable(String),
      webIdFederationData Tuple(federatedProvider Nullable(String), attributes Map(String, String)))),
  ${texts("eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage")},
  ${texts("requestParameters responseElements additionalEventData requestID eventID readOnly")},
  resources Array(Tuple(${texts("ARN accountId type")})),
  ${texts("eventType apiVersion recipientAccountId serviceEventDetails sharedEventID vpcEndpointId vpcEndpointAccountId")},
  eventCategory Nullable(String), addendum Tuple(${texts("reason updatedFields originalRequestID originalEventID")}),
  ${texts("sessionCredentialFromConsole edgeDeviceDetails")},
  tlsDetails Tuple(${texts("tlsVersion cipherSuite clientProvidedHostHeader")}), managementEvent Nullable(Bool)`;

// Types given, a file read as one text, written as the case is: Parquet, zstd 1. Of the ways tried it took the least time: JSONEachRow
// and JSONAsString with the same types gave the same rows in a twentieth more, JSONExtractArrayRaw with a JSONExtract for each event in
// a third more; fields named one by one instead of untuple, or the type JSON, took six times as long and more.
const load = `
  INSERT INTO FUNCTION file('events.parquet', 'Parquet', {record:String})
  SELECT untuple(arrayJoin(JSONExtract(text, 'Records', {records:String})))
  FROM file({files:String}, 'RawBLOB', 'text String')
  SETTINGS max_threads = ${Number(threads)}, output_format_parquet_compression_method = 'zstd', output_format_compression_level = 1,
    output_format_parquet_row_group_size = 20480`;

const scan = `
  SELECT eventTime, eventName, sourceIPAddress, requestParameters, responseElements FROM file('events.parquet', 'Parquet')
  WHERE requestParameters LIKE {like:String} OR responseElements LIKE {like:String} ORDER BY eventTime
  SETTINGS max_threads = ${Number(threads)}`;

const seconds = (ask) => {
  const start = performance.now();
  ask();
  return (performance.now() - start) / 1000;
};
const number = (n) => Number(n).toLocaleString("en");
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);

process.chdir(folder);
try {
  if (step === "load") {
    const parameters = { record, records: `Array(Tuple(${record}))`, files: `${input}/**/*.json.gz` };
    const took = seconds(() => queryBind(load, parameters));
    const most = peak();
    console.log(took, most, number(queryBind("SELECT count() FROM file('events.parquet', 'Parquet')", {})), "events");
  } else {
    let found = "";
    const ask = () => (found = queryBind(scan, { like: `%${input}%` }, "JSONCompactEachRow"));
    const first = seconds(ask);
    const times = Array.from({ length: 7 }, () => seconds(ask)).sort((a, b) => a - b);
    console.log(times[3], peak(), number(found.split("\n").length - 1), `events, at first ${first.toFixed(3)} s`);
  }
} catch (e) {
  console.log("failed:", e.message.split("\n")[0]);
  process.exitCode = 1;
}
