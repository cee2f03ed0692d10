using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>Something that happened in an account, as CloudTrail would write it. Whether a trail keeps it is <see cref="Trails"/>' business.</summary>
internal sealed record Event(DateTimeOffset Time, string Account, string Region, Call Call, JsonObject Json)
{
    public string Id => Json["eventID"]!.GetValue<string>();
}

/// <summary>Turns calls into CloudTrail records, with the members in AWS's order.</summary>
internal sealed class Recorder
{
    public List<Event> Events { get; } = [];

    /// <summary>A narrator with dice of its own.</summary>
    public Stream For(string name) => new(this, new Dice(name));

    internal sealed class Stream(Recorder recorder, Dice dice)
    {
        public Dice Dice => dice;

        public Event Say(DateTimeOffset time, string account, string region, Caller caller, Call call)
        {
            var happened = new Event(time, account, region, call, Write(time, account, region, caller, call, dice));
            recorder.Events.Add(happened);
            return happened;
        }

        /// <summary>Says it in the caller's own account.</summary>
        public Event Say(DateTimeOffset time, string region, Caller caller, Call call) =>
            Say(time, caller.Identity["accountId"]!.GetValue<string>(), region, caller, call);
    }

    private static JsonObject Write(
        DateTimeOffset time,
        string account,
        string region,
        Caller caller,
        Call call,
        Dice dice
    )
    {
        var version = Version(call.Service);
        var requestId = call.Service == "s3" ? dice.Upper(16) : dice.Uuid();
        var record = new JsonObject();
        void Add(string name, JsonNode? value) => record.Add(name, value?.Parent is null ? value : value.DeepClone());
        void AddKnown(string name, JsonNode? value)
        {
            if (value is not null)
                Add(name, value);
        }

        Add("eventVersion", version);
        Add("userIdentity", Identity(caller, version));
        Add("eventTime", time.Iso());
        Add("eventSource", call.Service + ".amazonaws.com");
        Add("eventName", call.Name);
        Add("awsRegion", region);
        Add("sourceIPAddress", caller.Address);
        Add("userAgent", call.Service == "s3" && !caller.ByService ? $"[{caller.Agent}]" : caller.Agent);
        AddKnown("errorCode", call.ErrorCode);
        AddKnown("errorMessage", call.ErrorMessage);
        Add("requestParameters", call.Request);
        Add("responseElements", Response(call, requestId));
        AddKnown("additionalEventData", call.Additional);
        // Nobody requested what a service tells of itself; Identity Center alone gives such an event an id.
        if (call.Type == "AwsApiCall" || call.Service == "sso")
            Add("requestID", requestId);
        Add("eventID", dice.Uuid());
        Add("readOnly", call.ReadOnly);
        AddKnown("resources", call.Resources);
        Add("eventType", call.Type);
        AddKnown("apiVersion", call.ApiVersion);
        Add("managementEvent", !call.IsData);
        Add("recipientAccountId", account);
        AddKnown("sharedEventID", call.SharedId);
        AddKnown("serviceEventDetails", call.ServiceDetails);
        AddKnown("vpcEndpointId", caller.Endpoint);
        if (caller.Endpoint is not null)
            Add("vpcEndpointAccountId", account);
        Add("eventCategory", call.IsData ? "Data" : "Management");
        if (!caller.ByService && call.Type != "AwsServiceEvent")
            Add("tlsDetails", Tls(call.Host ?? Host(call.Service, region)));
        if (caller.Console && call.Type == "AwsApiCall")
            Add("sessionCredentialFromConsole", "true");
        return record;
    }

    // Before 1.09 a session context carries an empty webIdFederationData.
    private static JsonObject Identity(Caller caller, string version)
    {
        var identity = (JsonObject)caller.Identity.DeepClone();
        if (
            version == "1.08"
            && identity["sessionContext"] is JsonObject context
            && context["sessionIssuer"] is not null
        )
            context.Insert(1, "webIdFederationData", new JsonObject());
        return identity;
    }

    // EC2 repeats the request id inside its answer.
    private static JsonNode? Response(Call call, string requestId)
    {
        if (call.Service != "ec2" || call.Response is not JsonObject response)
            return call.Response;
        var copy = (JsonObject)response.DeepClone();
        copy.Insert(0, "requestId", requestId);
        return copy;
    }

    private static JsonObject Tls(string host) =>
        Obj(("tlsVersion", "TLSv1.3"), ("cipherSuite", "TLS_AES_128_GCM_SHA256"), ("clientProvidedHostHeader", host));

    private static string Host(string service, string region) =>
        service switch
        {
            "iam" or "organizations" => service + ".amazonaws.com",
            "signin" => region + ".signin.aws.amazon.com",
            "ecr" => $"api.ecr.{region}.amazonaws.com",
            _ => $"{service}.{region}.amazonaws.com",
        };

    // Services moved to newer record versions one at a time.
    private static string Version(string service) =>
        service switch
        {
            "sts" or "signin" or "sso" or "config" => "1.08",
            "ssm" or "autoscaling" => "1.09",
            "rds" or "logs" or "monitoring" => "1.10",
            _ => "1.11",
        };
}
