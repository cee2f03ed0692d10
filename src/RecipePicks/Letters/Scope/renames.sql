-- asks: Which users and groups got another name?
-- needs: nothing
-- reads: telling
SELECT eventtime, eventid, eventname, awsregion, recipientaccountid, requestparameters
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND eventsource = 'iam.amazonaws.com'
  AND eventname IN ('UpdateUser', 'UpdateGroup')
  AND errorcode IS NULL AND errormessage IS NULL
  AND (requestparameters LIKE '%"newUserName"%' OR requestparameters LIKE '%"newGroupName"%')
ORDER BY eventtime, eventid
