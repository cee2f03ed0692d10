-- asks: Which calls that change things name this resource?
-- needs: resource
SELECT eventtime, eventname, useridentity.arn, errorcode, requestparameters, responseelements, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND lower(readonly) = 'false'
  AND (strpos(requestparameters, :resource_json) > 0 OR strpos(responseelements, :resource_json) > 0)
ORDER BY eventtime, eventid
