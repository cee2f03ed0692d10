-- Queries in the shapes that responders write for Athena and CloudTrail Lake, each with the same question put to DuckDB by hand.

-- how many events
SELECT count(*) FROM cloudtrail_logs
-- by hand
SELECT count(*) FROM cloudtrail_logs

-- calls by name
SELECT eventName, count(*) AS calls FROM cloudtrail_logs GROUP BY eventName ORDER BY calls DESC
-- by hand
SELECT eventname, count(*) FROM cloudtrail_logs GROUP BY ALL

-- calls by source and name
SELECT eventsource, eventname, COUNT(eventid) AS TotalEvents FROM cloudtrail_logs GROUP BY eventsource, eventname
-- by hand
SELECT eventsource, eventname, count(*) FROM cloudtrail_logs GROUP BY ALL

-- who called
SELECT DISTINCT useridentity.arn FROM cloudtrail_logs WHERE useridentity.arn IS NOT NULL
-- by hand
SELECT DISTINCT useridentity.arn FROM cloudtrail_logs WHERE useridentity.arn IS NOT NULL

-- mixed case fields
SELECT userIdentity.userName, userIdentity.type, COUNT(*) FROM cloudtrail_logs GROUP BY userIdentity.userName, userIdentity.type
-- by hand
SELECT useridentity.username, useridentity.type, count(*) FROM cloudtrail_logs GROUP BY ALL

-- access denied
SELECT eventname, errorcode, errormessage FROM cloudtrail_logs WHERE errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%'
-- by hand
SELECT eventname, errorcode, errormessage FROM cloudtrail_logs WHERE contains(errorcode,'Denied') OR contains(errorcode,'Unauthorized')

-- like with escape
SELECT count(*) FROM cloudtrail_logs WHERE requestparameters LIKE '%instance\_id%' ESCAPE '\' OR eventname LIKE 'Get\_%' ESCAPE '\' OR useragent LIKE '%\_%' ESCAPE '\'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE contains(requestparameters,'instance_id') OR starts_with(eventname,'Get_') OR contains(useragent,'_')

-- not like
SELECT count(*) FROM cloudtrail_logs WHERE eventname NOT LIKE 'Describe%' AND eventname NOT LIKE 'List%' AND eventname NOT LIKE 'Get%'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE NOT regexp_matches(eventname,'^(Describe|List|Get)')

-- a day
SELECT count(*) FROM cloudtrail_logs WHERE eventtime BETWEEN '2023-07-10T00:00:00Z' AND '2023-07-10T23:59:59Z'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE starts_with(eventtime,'2023-07-10')

-- time literal
SELECT count(*) FROM cloudtrail_logs WHERE eventtime >= '2023-07-10T12:00:00Z' AND eventtime < '2023-07-10T13:00:00Z'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE substr(eventtime,1,13)='2023-07-10T12'

-- year month day partitions
SELECT count(*) FROM cloudtrail_logs WHERE year = '2023' AND month = '07' AND day = '10'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE starts_with(eventtime,'2023-07-10')

-- unpadded partitions
SELECT count(*) FROM cloudtrail_logs WHERE year = '2023' AND month = '7'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE starts_with(eventtime,'2023-07')

-- timestamp partition
SELECT count(*) FROM cloudtrail_logs WHERE timestamp = '2023/07/10'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE starts_with(eventtime,'2023-07-10')

-- timestamp partition in quotes
SELECT count(*) FROM "default"."cloudtrail_logs" WHERE "timestamp" >= '2023/07/01'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventtime >= '2023-07-01'

-- day partition
SELECT day, count(*) FROM cloudtrail_logs WHERE day > '2023/07/01' GROUP BY 1
-- by hand
SELECT substr(eventtime,9,2), count(*) FROM cloudtrail_logs WHERE eventtime >= '2023-07-02' GROUP BY 1

-- region and account
SELECT region, account, count(*) FROM cloudtrail_logs WHERE region IN ('us-east-1','eu-west-1') GROUP BY 1, 2
-- by hand
SELECT awsregion, recipientaccountid, count(*) FROM cloudtrail_logs WHERE awsregion IN ('us-east-1','eu-west-1') GROUP BY 1,2

-- date partition range
SELECT count(*) FROM cloudtrail_logs WHERE date_partition BETWEEN '2023/07/10' AND '2023/07/10'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE starts_with(eventtime,'2023-07-10')

-- partitions joined
SELECT count(*) FROM cloudtrail_logs WHERE concat(year, '-', month, '-', day) = '2023-07-10'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE starts_with(eventtime,'2023-07-10')

-- partition by date_format
SELECT count(*) FROM cloudtrail_logs WHERE dt >= date_format(timestamp '2023-07-10 00:00:00', '%Y/%m/%d')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventtime >= '2023-07-10'

-- instance ids
SELECT json_extract_scalar(requestparameters, '$.instanceId') AS instance, count(*) FROM cloudtrail_logs WHERE json_extract_scalar(requestparameters, '$.instanceId') IS NOT NULL GROUP BY 1
-- by hand
SELECT j, count(*) FROM (SELECT json_extract_string(requestparameters,'$.instanceId') j FROM cloudtrail_logs WHERE json_valid(requestparameters) AND json_type(requestparameters,'$.instanceId')='VARCHAR') GROUP BY 1

-- buckets
SELECT eventname, json_extract_scalar(requestparameters, '$.bucketName') FROM cloudtrail_logs WHERE eventsource = 's3.amazonaws.com'
-- by hand
SELECT eventname, CASE WHEN json_valid(requestparameters) THEN json_extract_string(requestparameters,'$.bucketName') END FROM cloudtrail_logs WHERE eventsource='s3.amazonaws.com'

-- nested path
SELECT json_extract_scalar(requestparameters, '$.instancesSet.items[0].instanceId') i, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT CASE WHEN json_valid(requestparameters) THEN json_extract_string(requestparameters,'$.instancesSet.items[0].instanceId') END, count(*) FROM cloudtrail_logs GROUP BY 1

-- bracket path
SELECT count(*) FROM cloudtrail_logs WHERE json_extract_scalar(requestparameters, '$["roleArn"]') LIKE 'arn:%'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE json_valid(requestparameters) AND starts_with(json_extract_string(requestparameters,'$.roleArn'),'arn:')

-- credentials issued
SELECT json_extract_scalar(responseelements, '$.credentials.accessKeyId') k, json_extract_scalar(requestparameters, '$.roleSessionName') FROM cloudtrail_logs WHERE eventname = 'AssumeRole' AND responseelements IS NOT NULL
-- by hand
SELECT json_extract_string(responseelements,'$.credentials.accessKeyId'), json_extract_string(requestparameters,'$.roleSessionName') FROM cloudtrail_logs WHERE eventname='AssumeRole' AND responseelements IS NOT NULL

-- json extract of an object
SELECT count(*) FROM cloudtrail_logs WHERE json_extract(requestparameters, '$.filterSet') IS NOT NULL AND json_extract_scalar(requestparameters, '$.filterSet') IS NULL
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE json_valid(requestparameters) AND json_type(requestparameters,'$.filterSet')='OBJECT'

-- unnest JSON items
SELECT json_extract_scalar(i, '$.instanceId'), count(*) FROM cloudtrail_logs CROSS JOIN UNNEST(CAST(json_extract(requestparameters, '$.instancesSet.items') AS array(json))) AS t(i) GROUP BY 1
-- by hand
SELECT json_extract_string(i,'$.instanceId'), count(*) FROM (SELECT unnest(json_extract(requestparameters,'$.instancesSet.items[*]')) i FROM cloudtrail_logs WHERE json_valid(requestparameters)) GROUP BY 1

-- array length
SELECT json_array_length(json_extract(requestparameters, '$.instancesSet.items')) n, count(*) FROM cloudtrail_logs WHERE requestparameters LIKE '%instancesSet%' GROUP BY 1
-- by hand
SELECT CASE WHEN json_type(requestparameters,'$.instancesSet.items')='ARRAY' THEN json_array_length(requestparameters,'$.instancesSet.items') END, count(*) FROM cloudtrail_logs WHERE contains(requestparameters,'instancesSet') GROUP BY 1

-- json parse and cast
SELECT count(*) FROM cloudtrail_logs WHERE TRY(CAST(json_parse(requestparameters) AS map(varchar, json))) IS NOT NULL
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE json_valid(requestparameters) AND json_type(requestparameters)='OBJECT'

-- keys of parameters
SELECT k, count(*) FROM cloudtrail_logs CROSS JOIN UNNEST(map_keys(TRY(CAST(json_parse(requestparameters) AS map(varchar, json))))) AS t(k) GROUP BY k
-- by hand
SELECT k, count(*) FROM (SELECT unnest(json_keys(requestparameters)) k FROM cloudtrail_logs WHERE json_valid(requestparameters) AND json_type(requestparameters)='OBJECT') GROUP BY k

-- console logins
SELECT eventtime, json_extract_scalar(additionaleventdata, '$.MFAUsed') mfa, json_extract_scalar(responseelements, '$.ConsoleLogin') FROM cloudtrail_logs WHERE eventname = 'ConsoleLogin'
-- by hand
SELECT eventtime, json_extract_string(additionaleventdata,'$.MFAUsed'), json_extract_string(responseelements,'$.ConsoleLogin') FROM cloudtrail_logs WHERE eventname='ConsoleLogin'

-- json size
SELECT json_size(requestparameters, '$') n, count(*) FROM cloudtrail_logs WHERE eventname = 'AssumeRole' GROUP BY 1
-- by hand
SELECT len(json_keys(requestparameters)), count(*) FROM cloudtrail_logs WHERE eventname='AssumeRole' GROUP BY 1

-- regexp_like
SELECT eventname, count(*) FROM cloudtrail_logs WHERE regexp_like(eventname, '^(Delete|Create|Put)') GROUP BY 1
-- by hand
SELECT eventname, count(*) FROM cloudtrail_logs WHERE regexp_matches(eventname,'^(Delete|Create|Put)') GROUP BY 1

-- case-insensitive regexp
SELECT count(*) FROM cloudtrail_logs WHERE regexp_like(useragent, '(?i)BOTO3|stratus')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE regexp_matches(lower(useragent),'boto3|stratus')

-- look-around
SELECT regexp_extract(useridentity.arn, '(?<=user/)[\w-]+') u, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT nullif(regexp_extract(useridentity.arn,'user/([A-Za-z0-9_-]+)',1),'') u, count(*) FROM cloudtrail_logs GROUP BY 1

-- named group replace
SELECT DISTINCT regexp_replace(useridentity.arn, '(?<head>arn:aws:)(?<rest>.*)', '${rest}') FROM cloudtrail_logs WHERE useridentity.arn LIKE 'arn:aws:%'
-- by hand
SELECT DISTINCT substr(useridentity.arn,9) FROM cloudtrail_logs WHERE starts_with(useridentity.arn,'arn:aws:')

-- every match
SELECT sum(cardinality(regexp_extract_all(requestparameters, 'i-[0-9a-f]{17}'))) FROM cloudtrail_logs
-- by hand
SELECT sum(len(regexp_extract_all(requestparameters,'i-[0-9a-f]{17}'))) FROM cloudtrail_logs

-- split_part
SELECT split_part(useridentity.arn, '/', 2) r, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT nullif(split_part(useridentity.arn,'/',2),'') r, count(*) FROM cloudtrail_logs GROUP BY 1

-- last part
SELECT element_at(split(useridentity.arn, '/'), -1) n, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT string_split(useridentity.arn,'/')[-1] n, count(*) FROM cloudtrail_logs GROUP BY 1

-- service names
SELECT replace(eventsource, '.amazonaws.com') AS service, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT replace(eventsource,'.amazonaws.com',''), count(*) FROM cloudtrail_logs GROUP BY 1

-- coalesce
SELECT coalesce(useridentity.username, useridentity.sessioncontext.sessionissuer.username, useridentity.invokedby, 'none') w, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT coalesce(useridentity.username, useridentity.sessioncontext.sessionissuer.username, useridentity.invokedby, 'none'), count(*) FROM cloudtrail_logs GROUP BY 1

-- texts in one
SELECT DISTINCT concat(eventsource, ':', eventname) FROM cloudtrail_logs
-- by hand
SELECT DISTINCT eventsource || ':' || eventname FROM cloudtrail_logs

-- lower and upper
SELECT count(*) FROM cloudtrail_logs WHERE lower(eventname) LIKE '%policy%' AND upper(awsregion) = 'US-EAST-1'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE contains(lower(eventname),'policy') AND awsregion='us-east-1'

-- strpos and length
SELECT count(*) FROM cloudtrail_logs WHERE strpos(requestparameters, 'role') > 0 AND length(requestparameters) > 100
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE contains(requestparameters,'role') AND length(requestparameters)>100

-- hours
SELECT date_trunc('hour', from_iso8601_timestamp(eventtime)) AS h, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT replace(substr(eventtime,1,13),'T',' ') || ':00:00.000 UTC', count(*) FROM cloudtrail_logs GROUP BY 1

-- date_format by hour
SELECT date_format(from_iso8601_timestamp(eventtime), '%Y-%m-%d %H') h, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT replace(substr(eventtime,1,13),'T',' '), count(*) FROM cloudtrail_logs GROUP BY 1

-- date_parse
SELECT count(*) FROM cloudtrail_logs WHERE date_parse(eventtime, '%Y-%m-%dT%H:%i:%sZ') > timestamp '2023-07-10 12:00:00'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventtime > '2023-07-10T12:00:00Z'

-- parse_datetime
SELECT count(*) FROM cloudtrail_logs WHERE parse_datetime(eventtime, 'yyyy-MM-dd''T''HH:mm:ss''Z''') >= parse_datetime('2023-07-10:12:00:00', 'yyyy-MM-dd:HH:mm:ss')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventtime >= '2023-07-10T12:00:00Z'

-- date
SELECT date(from_iso8601_timestamp(eventtime)) d, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT CAST(substr(eventtime,1,10) AS DATE), count(*) FROM cloudtrail_logs GROUP BY 1

-- interval literal
SELECT count(*) FROM cloudtrail_logs WHERE from_iso8601_timestamp(eventtime) > timestamp '2023-07-11 00:00:00 UTC' - interval '12' hour
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventtime > '2023-07-10T12:00:00Z'

-- date_add
SELECT count(*) FROM cloudtrail_logs WHERE from_iso8601_timestamp(eventtime) > date_add('minute', -30, timestamp '2023-07-10 12:30:00 UTC')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventtime > '2023-07-10T12:00:00Z'

-- date_diff
SELECT sum(date_diff('second', timestamp '2023-07-10 00:00:00 UTC', from_iso8601_timestamp(eventtime))) FROM cloudtrail_logs
-- by hand
SELECT sum(epoch(CAST(replace(replace(eventtime,'T',' '),'Z','') AS TIMESTAMP)) - epoch(TIMESTAMP '2023-07-10')) FROM cloudtrail_logs

-- hour and day of week
SELECT hour(from_iso8601_timestamp(eventtime)) h, day_of_week(from_iso8601_timestamp(eventtime)) d, count(*) FROM cloudtrail_logs GROUP BY 1, 2
-- by hand
SELECT CAST(substr(eventtime,12,2) AS BIGINT), isodow(CAST(substr(eventtime,1,10) AS DATE)), count(*) FROM cloudtrail_logs GROUP BY 1,2

-- a zone
SELECT hour(from_iso8601_timestamp(eventtime) AT TIME ZONE '+02:00') h, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT (CAST(substr(eventtime,12,2) AS BIGINT) + 2) % 24, count(*) FROM cloudtrail_logs GROUP BY 1

-- unix time
SELECT max(to_unixtime(from_iso8601_timestamp(eventtime))) FROM cloudtrail_logs
-- by hand
SELECT max(epoch(CAST(replace(replace(eventtime,'T',' '),'Z','') AS TIMESTAMP))) FROM cloudtrail_logs

-- first and last
SELECT useridentity.arn, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs GROUP BY useridentity.arn
-- by hand
SELECT useridentity.arn, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs GROUP BY 1

-- addresses outside
SELECT sourceipaddress, count(*) FROM cloudtrail_logs WHERE TRY_CAST(sourceipaddress AS IPADDRESS) IS NULL GROUP BY 1
-- by hand
SELECT sourceipaddress, count(*) FROM cloudtrail_logs WHERE sourceipaddress IS NULL OR NOT regexp_matches(sourceipaddress,'^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$') AND NOT contains(sourceipaddress,':') GROUP BY 1

-- addresses within
SELECT count(*) FROM cloudtrail_logs WHERE contains('192.168.0.0/16', TRY_CAST(sourceipaddress AS IPADDRESS))
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE starts_with(sourceipaddress,'192.168.')

-- TRY
SELECT count(*) FROM cloudtrail_logs WHERE TRY(CAST(sourceipaddress AS IPADDRESS)) IS NOT NULL
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE regexp_matches(sourceipaddress,'^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$') OR contains(sourceipaddress,':')

-- resources
SELECT r.arn, count(*) FROM cloudtrail_logs CROSS JOIN UNNEST(resources) AS t(r) GROUP BY 1
-- by hand
SELECT r.arn, count(*) FROM (SELECT unnest(resources) r FROM cloudtrail_logs) GROUP BY 1

-- resources by field
SELECT arn, accountid, type, count(*) FROM cloudtrail_logs CROSS JOIN UNNEST(resources) AS t(arn, accountid, type) GROUP BY 1, 2, 3
-- by hand
SELECT r.arn, r.accountid, r.type, count(*) FROM (SELECT unnest(resources) r FROM cloudtrail_logs) GROUP BY ALL

-- resources left
SELECT eventid, r.arn FROM cloudtrail_logs LEFT JOIN UNNEST(resources) AS t(r) ON TRUE WHERE eventsource = 's3.amazonaws.com'
-- by hand
SELECT eventid, r.arn FROM (SELECT eventid, unnest(CASE WHEN len(resources)>0 THEN resources ELSE [NULL] END) r FROM cloudtrail_logs WHERE eventsource='s3.amazonaws.com')

-- resources numbered
SELECT n, count(*) FROM cloudtrail_logs CROSS JOIN UNNEST(resources) WITH ORDINALITY AS t(r, n) GROUP BY n
-- by hand
SELECT n, count(*) FROM (SELECT unnest(range(1, len(resources)+1)) n FROM cloudtrail_logs) GROUP BY n

-- any_match
SELECT count(*) FROM cloudtrail_logs WHERE any_match(resources, r -> r.type = 'AWS::S3::Bucket')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE list_contains(list_transform(resources, lambda r: r.type), 'AWS::S3::Bucket')

-- filter and cardinality
SELECT count(*) FROM cloudtrail_logs WHERE cardinality(filter(resources, r -> r.arn LIKE 'arn:aws:iam%')) > 0
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE len(list_filter(resources, lambda r: starts_with(r.arn,'arn:aws:iam')))>0

-- transform and join
SELECT DISTINCT array_join(transform(resources, r -> r.type), '|') FROM cloudtrail_logs WHERE cardinality(resources) > 0
-- by hand
SELECT DISTINCT coalesce(array_to_string(list_transform(resources, lambda r: r.type),'|'),'') FROM cloudtrail_logs WHERE len(resources)>0

-- first resource
SELECT DISTINCT element_at(resources, 1).arn FROM cloudtrail_logs
-- by hand
SELECT DISTINCT resources[1].arn FROM cloudtrail_logs

-- subscript
SELECT DISTINCT resources[1].accountid FROM cloudtrail_logs WHERE cardinality(resources) >= 1
-- by hand
SELECT DISTINCT resources[1].accountid FROM cloudtrail_logs WHERE len(resources)>=1

-- CTE
WITH denied AS (SELECT useridentity.arn AS arn, count(*) AS n FROM cloudtrail_logs WHERE errorcode IS NOT NULL GROUP BY 1) SELECT arn, n FROM denied WHERE n > 1 ORDER BY n DESC
-- by hand
SELECT useridentity.arn, count(*) FROM cloudtrail_logs WHERE errorcode IS NOT NULL GROUP BY 1 HAVING count(*)>1

-- two CTEs joined
WITH a AS (SELECT useridentity.accesskeyid k, count(*) n FROM cloudtrail_logs GROUP BY 1), b AS (SELECT useridentity.accesskeyid k, count(*) e FROM cloudtrail_logs WHERE errorcode <> '' GROUP BY 1) SELECT a.k, n, coalesce(e, 0) FROM a LEFT JOIN b ON a.k = b.k WHERE a.k <> ''
-- by hand
SELECT useridentity.accesskeyid k, count(*), count(*) FILTER (WHERE errorcode<>'') FROM cloudtrail_logs WHERE useridentity.accesskeyid<>'' GROUP BY 1

-- self join
SELECT count(*) FROM cloudtrail_logs a JOIN cloudtrail_logs b ON a.eventid = b.eventid WHERE a.eventname = 'AssumeRole'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventname='AssumeRole'

-- join USING
SELECT count(*) FROM (SELECT eventid FROM cloudtrail_logs WHERE readonly = 'true') x JOIN (SELECT eventid, errorcode FROM cloudtrail_logs) y USING (eventid) WHERE errorcode IS NULL
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE readonly='true' AND errorcode IS NULL

-- IN query
SELECT count(*) FROM cloudtrail_logs WHERE useridentity.accesskeyid IN (SELECT json_extract_scalar(responseelements, '$.credentials.accessKeyId') FROM cloudtrail_logs WHERE eventname = 'AssumeRole')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE useridentity.accesskeyid IN (SELECT json_extract_string(responseelements,'$.credentials.accessKeyId') FROM cloudtrail_logs WHERE eventname='AssumeRole' AND responseelements IS NOT NULL)

-- NOT IN query
SELECT count(*) FROM cloudtrail_logs WHERE eventname NOT IN (SELECT eventname FROM cloudtrail_logs WHERE readonly = 'true')
-- by hand
SELECT count(*) FROM cloudtrail_logs a WHERE NOT EXISTS (SELECT 1 FROM cloudtrail_logs b WHERE b.readonly='true' AND b.eventname=a.eventname)

-- EXISTS
SELECT DISTINCT eventname FROM cloudtrail_logs c WHERE EXISTS (SELECT 1 FROM cloudtrail_logs d WHERE d.eventname = c.eventname AND d.errorcode IS NOT NULL)
-- by hand
SELECT DISTINCT eventname FROM cloudtrail_logs WHERE errorcode IS NOT NULL

-- scalar query
SELECT eventid FROM cloudtrail_logs WHERE eventtime = (SELECT max(eventtime) FROM cloudtrail_logs)
-- by hand
SELECT eventid FROM cloudtrail_logs QUALIFY rank() OVER (ORDER BY eventtime DESC)=1

-- correlated
SELECT eventname, (SELECT count(*) FROM cloudtrail_logs b WHERE b.eventname = a.eventname) FROM (SELECT DISTINCT eventname FROM cloudtrail_logs WHERE eventsource = 'iam.amazonaws.com') a
-- by hand
SELECT eventname, count(*) FROM cloudtrail_logs WHERE eventname IN (SELECT eventname FROM cloudtrail_logs WHERE eventsource='iam.amazonaws.com') GROUP BY 1

-- UNION
SELECT eventname FROM cloudtrail_logs WHERE readonly = 'true' UNION SELECT eventname FROM cloudtrail_logs WHERE readonly = 'false'
-- by hand
SELECT DISTINCT eventname FROM cloudtrail_logs WHERE readonly IN ('true','false')

-- UNION ALL with constants
SELECT 'reads' AS k, count(*) AS n FROM cloudtrail_logs WHERE readonly = 'true' UNION ALL SELECT 'writes', count(*) FROM cloudtrail_logs WHERE readonly = 'false' ORDER BY k
-- by hand
SELECT CASE readonly WHEN 'true' THEN 'reads' ELSE 'writes' END, count(*) FROM cloudtrail_logs WHERE readonly IN ('true','false') GROUP BY 1

-- INTERSECT
SELECT sourceipaddress FROM cloudtrail_logs WHERE errorcode IS NOT NULL INTERSECT SELECT sourceipaddress FROM cloudtrail_logs WHERE errorcode IS NULL
-- by hand
SELECT sourceipaddress FROM cloudtrail_logs GROUP BY 1 HAVING count(errorcode)>0 AND count(errorcode)<count(*)

-- EXCEPT
SELECT awsregion FROM cloudtrail_logs EXCEPT SELECT awsregion FROM cloudtrail_logs WHERE eventsource = 'ec2.amazonaws.com'
-- by hand
SELECT awsregion FROM cloudtrail_logs GROUP BY 1 HAVING count(*) FILTER (WHERE eventsource='ec2.amazonaws.com')=0

-- HAVING
SELECT sourceipaddress, count(DISTINCT eventname) FROM cloudtrail_logs GROUP BY sourceipaddress HAVING count(DISTINCT eventname) > 10
-- by hand
SELECT * FROM (SELECT sourceipaddress, count(DISTINCT eventname) n FROM cloudtrail_logs GROUP BY 1) WHERE n>10

-- FILTER
SELECT eventsource, count(*) FILTER (WHERE errorcode IS NOT NULL) e, count(*) c FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT eventsource, sum(CASE WHEN errorcode IS NOT NULL THEN 1 ELSE 0 END), count(*) FROM cloudtrail_logs GROUP BY 1

-- count_if
SELECT awsregion, count_if(readonly = 'false') FROM cloudtrail_logs GROUP BY awsregion
-- by hand
SELECT awsregion, count(*) FILTER (WHERE readonly='false') FROM cloudtrail_logs GROUP BY 1

-- ROLLUP
SELECT eventsource, readonly, count(*) FROM cloudtrail_logs GROUP BY ROLLUP (eventsource, readonly)
-- by hand
SELECT eventsource, readonly, count(*) FROM cloudtrail_logs GROUP BY 1,2 UNION ALL SELECT eventsource, NULL, count(*) FROM cloudtrail_logs GROUP BY 1 UNION ALL SELECT NULL, NULL, count(*) FROM cloudtrail_logs

-- CUBE
SELECT awsregion, readonly, count(*) FROM cloudtrail_logs GROUP BY CUBE (awsregion, readonly)
-- by hand
SELECT awsregion, readonly, count(*) FROM cloudtrail_logs GROUP BY 1,2 UNION ALL SELECT awsregion, NULL, count(*) FROM cloudtrail_logs GROUP BY 1 UNION ALL SELECT NULL, readonly, count(*) FROM cloudtrail_logs GROUP BY 2 UNION ALL SELECT NULL, NULL, count(*) FROM cloudtrail_logs

-- GROUPING SETS
SELECT awsregion, eventsource, count(*) FROM cloudtrail_logs GROUP BY GROUPING SETS ((awsregion), (eventsource))
-- by hand
SELECT awsregion, NULL, count(*) FROM cloudtrail_logs GROUP BY 1 UNION ALL SELECT NULL, eventsource, count(*) FROM cloudtrail_logs GROUP BY 2

-- window rank
SELECT eventsource, eventname, n FROM (SELECT eventsource, eventname, count(*) n, rank() OVER (PARTITION BY eventsource ORDER BY count(*) DESC) r FROM cloudtrail_logs GROUP BY 1, 2) t WHERE r = 1
-- by hand
SELECT eventsource, eventname, count(*) n FROM cloudtrail_logs GROUP BY 1,2 QUALIFY rank() OVER (PARTITION BY eventsource ORDER BY n DESC)=1

-- window lag
SELECT count(*) FROM (SELECT eventtime, lag(eventtime) OVER (PARTITION BY sourceipaddress ORDER BY eventtime) p FROM cloudtrail_logs) t WHERE p IS NULL
-- by hand
SELECT count(DISTINCT coalesce(sourceipaddress,'-')) FROM cloudtrail_logs

-- running count
SELECT max(c) FROM (SELECT count(*) OVER (ORDER BY eventtime, eventid ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) c FROM cloudtrail_logs) t
-- by hand
SELECT count(*) FROM cloudtrail_logs

-- CASE
SELECT CASE WHEN errorcode IS NULL THEN 'ok' WHEN errorcode LIKE '%Denied%' THEN 'denied' ELSE 'failed' END s, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT if(errorcode IS NULL,'ok',if(contains(errorcode,'Denied'),'denied','failed')), count(*) FROM cloudtrail_logs GROUP BY 1

-- simple CASE
SELECT CASE readonly WHEN 'true' THEN 1 WHEN 'false' THEN 0 END s, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT if(readonly='true',1,if(readonly='false',0,NULL)), count(*) FROM cloudtrail_logs GROUP BY 1

-- IF
SELECT if(useridentity.type = 'AssumedRole', useridentity.sessioncontext.sessionissuer.username, useridentity.username) w, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.type='AssumedRole' THEN useridentity.sessioncontext.sessionissuer.username ELSE useridentity.username END, count(*) FROM cloudtrail_logs GROUP BY 1

-- array_agg
SELECT useridentity.arn, cardinality(array_agg(DISTINCT eventname)) FROM cloudtrail_logs GROUP BY useridentity.arn
-- by hand
SELECT useridentity.arn, count(DISTINCT eventname) FROM cloudtrail_logs GROUP BY 1

-- sorted names
SELECT array_join(array_sort(array_agg(DISTINCT awsregion)), ',') FROM cloudtrail_logs
-- by hand
SELECT string_agg(DISTINCT awsregion, ',' ORDER BY awsregion) FROM cloudtrail_logs

-- names in order
SELECT array_join(array_agg(eventname ORDER BY eventtime, eventid), ',') FROM cloudtrail_logs WHERE useridentity.username = 'bert-jan' AND eventsource = 'iam.amazonaws.com'
-- by hand
SELECT string_agg(eventname, ',' ORDER BY eventtime, eventid) FROM cloudtrail_logs WHERE useridentity.username='bert-jan' AND eventsource='iam.amazonaws.com'

-- max_by
SELECT useridentity.accesskeyid, max_by(eventid, eventtime || eventid) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT useridentity.accesskeyid, arg_max(eventid, eventtime || eventid) FROM cloudtrail_logs GROUP BY 1

-- map_agg
SELECT element_at(map_agg(eventname, n), 'AssumeRole') FROM (SELECT eventname, count(*) n FROM cloudtrail_logs GROUP BY 1) t
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventname='AssumeRole'

-- histogram
SELECT element_at(histogram(awsregion), 'us-east-1') FROM cloudtrail_logs
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE awsregion='us-east-1'

-- distinct counts
SELECT approx_distinct(sourceipaddress), count(DISTINCT useragent) FROM cloudtrail_logs
-- by hand
SELECT count(DISTINCT sourceipaddress), count(DISTINCT useragent) FROM cloudtrail_logs

-- arithmetic
SELECT count(*) / 7, count(*) % 7, count(*) * 1.0 / 4 FROM cloudtrail_logs
-- by hand
SELECT count(*)//7, count(*)%7, CAST(count(*)/4.0 AS DECIMAL(21,1)) FROM cloudtrail_logs

-- average
SELECT avg(length(requestparameters)), sum(length(requestparameters)), max(length(requestparameters)) FROM cloudtrail_logs
-- by hand
SELECT sum(length(requestparameters))/count(requestparameters), sum(length(requestparameters)), max(length(requestparameters)) FROM cloudtrail_logs

-- IS DISTINCT FROM
SELECT count(*) FROM cloudtrail_logs WHERE errorcode IS DISTINCT FROM 'AccessDenied'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE errorcode IS NULL OR errorcode<>'AccessDenied'

-- NULLs in conditions
SELECT count(*) FROM cloudtrail_logs WHERE NOT (errorcode = 'AccessDenied')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE errorcode<>'AccessDenied'

-- nullif
SELECT count(nullif(useridentity.accesskeyid, '')) FROM cloudtrail_logs
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE useridentity.accesskeyid<>''

-- ANY
SELECT count(*) FROM cloudtrail_logs WHERE eventname = ANY (VALUES 'AssumeRole', 'GetCallerIdentity')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventname IN ('AssumeRole','GetCallerIdentity')

-- VALUES as a table
SELECT c.eventname, count(*) FROM cloudtrail_logs c JOIN (VALUES ('AssumeRole', 1), ('RunInstances', 2)) AS t(name, sev) ON c.eventname = t.name GROUP BY 1
-- by hand
SELECT eventname, count(*) FROM cloudtrail_logs WHERE eventname IN ('AssumeRole','RunInstances') GROUP BY 1

-- LIMIT after OFFSET
SELECT eventid FROM cloudtrail_logs ORDER BY eventtime, eventid OFFSET 5 LIMIT 3
-- by hand
SELECT eventid FROM cloudtrail_logs ORDER BY eventtime, eventid LIMIT 3 OFFSET 5

-- FETCH FIRST
SELECT eventid FROM cloudtrail_logs ORDER BY eventtime DESC, eventid FETCH FIRST 4 ROWS ONLY
-- by hand
SELECT eventid FROM cloudtrail_logs ORDER BY eventtime DESC, eventid LIMIT 4

-- quoted identifiers
SELECT "useridentity"."arn" AS "The ARN", count(*) AS "how many" FROM "cloudtrail_logs" GROUP BY "useridentity"."arn" ORDER BY "how many"
-- by hand
SELECT useridentity.arn, count(*) FROM cloudtrail_logs GROUP BY 1

-- comments
/* who */ SELECT useridentity.type -- the type
, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT useridentity.type, count(*) FROM cloudtrail_logs GROUP BY 1

-- file of the event
SELECT "$path", count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT picks_file, count(*) FROM cloudtrail_logs GROUP BY 1

-- assumed roles
SELECT useridentity.sessioncontext.sessionissuer.arn, count(*) FROM cloudtrail_logs WHERE useridentity.type = 'AssumedRole' GROUP BY 1
-- by hand
SELECT useridentity.sessioncontext.sessionissuer.arn, count(*) FROM cloudtrail_logs WHERE useridentity.type='AssumedRole' GROUP BY 1

-- without MFA
SELECT count(*) FROM cloudtrail_logs WHERE useridentity.sessioncontext.attributes.mfaauthenticated = 'false'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE useridentity.sessioncontext.attributes.mfaauthenticated='false'

-- root
SELECT count(*) FROM cloudtrail_logs WHERE useridentity.type = 'Root' AND eventtype <> 'AwsServiceEvent'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE useridentity.type='Root' AND eventtype<>'AwsServiceEvent'

-- a list of calls
SELECT eventtime, eventname, sourceipaddress FROM cloudtrail_logs WHERE eventname IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DeleteFlowLogs') ORDER BY eventtime
-- by hand
SELECT eventtime, eventname, sourceipaddress FROM cloudtrail_logs WHERE regexp_matches(eventname,'^(StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors|DeleteFlowLogs)$')

-- security groups opened
SELECT eventtime, useridentity.arn FROM cloudtrail_logs WHERE eventname = 'AuthorizeSecurityGroupIngress' AND requestparameters LIKE '%0.0.0.0/0%'
-- by hand
SELECT eventtime, useridentity.arn FROM cloudtrail_logs WHERE eventname='AuthorizeSecurityGroupIngress' AND contains(requestparameters,'0.0.0.0/0')

-- agents
SELECT split_part(useragent, '/', 1) a, count(*) FROM cloudtrail_logs GROUP BY 1 ORDER BY 2 DESC LIMIT 3
-- by hand
SELECT split_part(useragent,'/',1) a, count(*) FROM cloudtrail_logs GROUP BY 1 ORDER BY 2 DESC LIMIT 3

-- error rate
SELECT eventsource, round(100.0 * count(errorcode) / count(*), 1) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT eventsource, CAST(round(CAST(100.0*count(errorcode)/count(*) AS DECIMAL(25,1)),1) AS DECIMAL(25,1)) FROM cloudtrail_logs GROUP BY 1

-- reduce
SELECT sum(reduce(resources, 0, (s, r) -> s + length(coalesce(r.arn, '')), s -> s)) FROM cloudtrail_logs
-- by hand
SELECT sum(length(coalesce(r.arn,''))) FROM (SELECT unnest(resources) r FROM cloudtrail_logs)

-- rows compared
SELECT count(*) FROM cloudtrail_logs WHERE ROW(eventsource, eventname) = ROW('sts.amazonaws.com', 'AssumeRole')
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventsource='sts.amazonaws.com' AND eventname='AssumeRole'

-- rows in a list
SELECT count(*) FROM cloudtrail_logs WHERE (eventsource, eventname) IN (('sts.amazonaws.com', 'AssumeRole'), ('iam.amazonaws.com', 'CreateUser'))
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventsource='sts.amazonaws.com' AND eventname='AssumeRole' OR eventsource='iam.amazonaws.com' AND eventname='CreateUser'

-- bytes
SELECT DISTINCT to_hex(md5(to_utf8(useridentity.arn))) FROM cloudtrail_logs WHERE useridentity.arn IS NOT NULL
-- by hand
SELECT DISTINCT upper(md5(useridentity.arn)) FROM cloudtrail_logs WHERE useridentity.arn IS NOT NULL

-- base64
SELECT from_utf8(from_base64(to_base64(to_utf8(eventname)))) n, count(*) FROM cloudtrail_logs GROUP BY 1
-- by hand
SELECT eventname, count(*) FROM cloudtrail_logs GROUP BY 1

-- view
CREATE OR REPLACE VIEW errors AS SELECT eventname, errorcode FROM cloudtrail_logs WHERE errorcode IS NOT NULL; SELECT errorcode, count(*) FROM errors GROUP BY 1
-- by hand
SELECT errorcode, count(*) FROM cloudtrail_logs WHERE errorcode IS NOT NULL GROUP BY 1

-- lake: denied
SELECT eventName, errorCode FROM 2cbe1c82-9a27-4c6f-8d26-0a9d3f0e1b2c WHERE errorCode = 'AccessDenied' AND eventTime > '2023-07-10 00:00:00'
-- by hand
SELECT eventname, errorcode FROM cloudtrail_logs WHERE errorcode='AccessDenied' AND eventtime>'2023-07-10'

-- lake: maps
SELECT element_at(requestParameters, 'roleArn') r, count(*) FROM $EDS_ID WHERE eventName = 'AssumeRole' GROUP BY element_at(requestParameters, 'roleArn')
-- by hand
SELECT json_extract_string(requestparameters,'$.roleArn'), count(*) FROM cloudtrail_logs WHERE eventname='AssumeRole' GROUP BY 1

-- lake: flags
SELECT count(*) FROM event_data_store_id WHERE readOnly = false
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE readonly='false'

-- lake: hours
SELECT date_trunc('day', eventTime) d, count(*) FROM $EDS_ID GROUP BY date_trunc('day', eventTime)
-- by hand
SELECT substr(eventtime,1,10) || ' 00:00:00.000', count(*) FROM cloudtrail_logs GROUP BY 1

-- placeholder
SELECT count(*) FROM <your CloudTrail table> WHERE eventname = 'GetCallerIdentity'
-- by hand
SELECT count(*) FROM cloudtrail_logs WHERE eventname='GetCallerIdentity'

-- regions of a day
SELECT awsregion, count(*) FROM cloudtrail_logs WHERE from_iso8601_timestamp(eventtime) BETWEEN from_iso8601_timestamp('2023-07-10T00:00:00Z') AND from_iso8601_timestamp('2023-07-10T23:59:59Z') GROUP BY awsregion
-- by hand
SELECT awsregion, count(*) FROM cloudtrail_logs WHERE starts_with(eventtime,'2023-07-10') GROUP BY 1

-- services that called
SELECT DISTINCT useridentity.invokedby FROM cloudtrail_logs WHERE useridentity.invokedby LIKE '%.amazonaws.com'
-- by hand
SELECT DISTINCT useridentity.invokedby FROM cloudtrail_logs WHERE ends_with(useridentity.invokedby,'.amazonaws.com')

-- writes of iam
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'iam.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='iam.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on iam
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'iam.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'iam.') GROUP BY 1

-- writes of ec2
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'ec2.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='ec2.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on ec2
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'ec2.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'ec2.') GROUP BY 1

-- writes of s3
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 's3.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='s3.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on s3
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 's3.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'s3.') GROUP BY 1

-- writes of sts
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'sts.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='sts.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on sts
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'sts.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'sts.') GROUP BY 1

-- writes of kms
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'kms.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='kms.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on kms
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'kms.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'kms.') GROUP BY 1

-- writes of secretsmanager
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'secretsmanager.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='secretsmanager.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on secretsmanager
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'secretsmanager.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'secretsmanager.') GROUP BY 1

-- writes of ssm
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'ssm.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='ssm.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on ssm
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'ssm.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'ssm.') GROUP BY 1

-- writes of lambda
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'lambda.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='lambda.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on lambda
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'lambda.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'lambda.') GROUP BY 1

-- writes of organizations
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'organizations.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='organizations.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on organizations
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'organizations.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'organizations.') GROUP BY 1

-- writes of cloudtrail
SELECT eventname, useridentity.arn, count(*) AS n FROM cloudtrail_logs WHERE eventsource = 'cloudtrail.amazonaws.com' AND readonly = 'false' GROUP BY eventname, useridentity.arn ORDER BY n DESC, eventname
-- by hand
SELECT eventname, useridentity.arn, count(*) FROM cloudtrail_logs WHERE eventsource='cloudtrail.amazonaws.com' AND readonly='false' GROUP BY ALL

-- keys used on cloudtrail
WITH k AS (SELECT coalesce(nullif(useridentity.accesskeyid, ''), 'none') AS k, eventtime FROM cloudtrail_logs WHERE eventsource LIKE 'cloudtrail.%') SELECT k, min(eventtime) AS first, max(eventtime) AS last, count(*) FROM k GROUP BY 1
-- by hand
SELECT CASE WHEN useridentity.accesskeyid<>'' THEN useridentity.accesskeyid ELSE 'none' END, min(eventtime), max(eventtime), count(*) FROM cloudtrail_logs WHERE starts_with(eventsource,'cloudtrail.') GROUP BY 1
