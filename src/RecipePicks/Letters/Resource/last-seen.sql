-- asks: What did the latest calls say about this resource?
-- needs: resource
SELECT eventtime, eventname, useridentity.arn, errorcode, requestparameters, responseelements, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (strpos(requestparameters, :resource_json) > 0 OR strpos(responseelements, :resource_json) > 0)
ORDER BY eventtime DESC, eventid, sourceipaddress
LIMIT 100
