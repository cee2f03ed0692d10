-- asks: With which session policies were the sessions of these roles and users made?
-- needs: names
-- reads: telling
SELECT eventtime, eventname, useridentity.arn AS caller, requestparameters, responseelements, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND coalesce(errorcode, errormessage, '') = ''
  AND eventsource = 'sts.amazonaws.com'
  AND eventname IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'GetFederationToken')
  AND (strpos(requestparameters, '"policy"') > 0 OR strpos(requestparameters, '"policyArns"') > 0)
  AND (json_extract_scalar(requestparameters, '$.roleArn') IN (:names) OR useridentity.arn IN (:names))
ORDER BY eventtime, eventid, sourceipaddress
