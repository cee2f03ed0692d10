-- asks: Which sessions did AWS services take of these roles, or under these names?
-- needs: taken
SELECT service, region, account, role, session, count(*) AS calls, min(called) AS first
FROM (
  SELECT useridentity.invokedby AS service, awsregion AS region, recipientaccountid AS account,
         split_part(split_part(requestparameters, '"roleArn":"', 2), '"', 1) AS role,
         split_part(split_part(requestparameters, '"roleSessionName":"', 2), '"', 1) AS session,
         coalesce(eventtime, '') || ' ' || eventid AS called
  FROM cloudtrail_logs
  WHERE eventtime BETWEEN :from AND :to AND eventname = 'AssumeRole' AND useridentity.type = 'AWSService' AND errorcode IS NULL
) taken
WHERE (element_at(split(role, '/'), -1) IN (:role_names) OR session IN (:session_names))
  AND element_at(split(role, '/'), -1) || '/' || session IN (
    SELECT split_part(arn, ':assumed-role/', 2)
    FROM (SELECT DISTINCT useridentity.arn AS arn FROM cloudtrail_logs WHERE useridentity.type = 'AssumedRole') used)
GROUP BY service, region, account, role, session
ORDER BY role, session, service, region, account
