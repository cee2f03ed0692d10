-- asks: Which sessions did AWS services take of roles, and under which names?
-- needs: nothing
SELECT useridentity.invokedby AS service, awsregion AS region, recipientaccountid AS account,
       split_part(split_part(requestparameters, '"roleArn":"', 2), '"', 1) AS role,
       split_part(split_part(requestparameters, '"roleSessionName":"', 2), '"', 1) AS session,
       count(*) AS calls, min(coalesce(eventtime, '') || ' ' || eventid) AS first
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND eventname = 'AssumeRole' AND useridentity.type = 'AWSService' AND errorcode IS NULL
GROUP BY 1, 2, 3, 4, 5
ORDER BY role, session, service, region, account
