-- asks: Which calls issued these keys, to whom, and when do they expire?
-- needs: callers
SELECT eventtime, eventid, eventname, useridentity.type AS type, useridentity.invokedby AS service, accesskeyid, expiration, holder
FROM (
  SELECT *,
         coalesce(json_extract_scalar(responseelements, '$.credentials.accessKeyId'),
                  json_extract_scalar(responseelements, '$.accessKey.accessKeyId'),
                  json_extract_scalar(responseelements, '$.credentialSet[0].credentials.accessKeyId')) AS accesskeyid,
         coalesce(json_extract_scalar(responseelements, '$.credentials.expiration'),
                  json_extract_scalar(responseelements, '$.credentialSet[0].credentials.expiration')) AS expiration,
         coalesce(json_extract_scalar(responseelements, '$.assumedRoleUser.arn'),
                  json_extract_scalar(responseelements, '$.federatedUser.arn'),
                  json_extract_scalar(responseelements, '$.accessKey.userName'),
                  json_extract_scalar(responseelements, '$.identityId'),
                  json_extract_scalar(responseelements, '$.credentialSet[0].assumedRoleUser.arn')) AS holder
  FROM cloudtrail_logs
  WHERE eventtime BETWEEN :from AND :to
    AND (eventname IN ('AssumeRole', 'AssumeRoleForPodIdentity', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot',
                       'CreateAccessKey', 'GetCredentialsForIdentity', 'GetFederationToken', 'GetSessionToken')
      OR (eventname = 'CreateSession' AND eventsource = 'rolesanywhere.amazonaws.com'))
) issuing
WHERE accesskeyid IN (:keys)
ORDER BY eventtime, eventid, sourceipaddress
