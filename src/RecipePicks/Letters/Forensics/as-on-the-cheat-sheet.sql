-- asks: Which calls were denied, by error code and raw message?
-- needs: nothing
-- from: Securosis, RECIPE PICKS
SELECT count(*) AS TotalEvents, useridentity.arn, eventsource, eventname, errorcode, errormessage
FROM cloudtrail_logs
WHERE (errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%')
  AND eventtime BETWEEN :from AND :to
GROUP BY useridentity.arn, eventsource, eventname, errorcode, errormessage
ORDER BY eventsource, eventname
