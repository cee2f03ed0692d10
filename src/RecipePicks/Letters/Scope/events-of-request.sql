-- asks: Which events are of this request, or share this id with another account's?
-- needs: event
SELECT eventtime, eventid, eventname, requestid
FROM cloudtrail_logs
WHERE eventid IS NOT NULL AND (requestid = :event OR sharedeventid = :event)
ORDER BY eventtime, eventid, sourceipaddress
