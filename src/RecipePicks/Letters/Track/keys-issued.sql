-- asks: Which calls issued these keys, to whom, and when do they expire?
-- needs: callers
SELECT eventtime, eventid, eventname, useridentity.type AS type, useridentity.invokedby AS service, accesskeyid, expiration, holder
FROM (
  SELECT *,
         coalesce(json_extract_scalar(responseelements, '$.credentials.accessKeyId'),
                  json_extract_scalar(responseelements, '$.accessKey.accessKeyId')) AS accesskeyid,
         json_extract_scalar(responseelements, '$.credentials.expiration') AS expiration,
         coalesce(json_extract_scalar(responseelements, '$.assumedRoleUser.arn'),
                  json_extract_scalar(responseelements, '$.federatedUser.arn'),
                  json_extract_scalar(responseelements, '$.accessKey.userName')) AS holder
  FROM cloudtrail_logs
  WHERE eventtime BETWEEN :from AND :to
    AND eventname IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot', 'GetFederationToken',
                      'GetSessionToken', 'CreateAccessKey')
) issuing
WHERE accesskeyid IN (:keys)
ORDER BY eventtime, eventid, sourceipaddress
