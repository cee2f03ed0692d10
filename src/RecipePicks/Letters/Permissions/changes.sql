-- asks: Which calls changed what principals may do?
-- needs: nothing
SELECT eventtime, eventname, useridentity.arn, sourceipaddress, errorcode, requestparameters, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND eventsource = 'iam.amazonaws.com' AND lower(readonly) = 'false'
ORDER BY eventtime, eventid, sourceipaddress
