-- asks: Which calls changed any of these resources, from the beginning of the log?
-- needs: names state-calls
-- reads: telling
SELECT eventtime, eventsource, eventname, awsregion, recipientaccountid, sharedeventid,
       coalesce(errorcode, errormessage) AS error, requestparameters, responseelements, sourceipaddress,
       coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
       nullif(useridentity.accesskeyid, '') AS accesskeyid, eventid
FROM cloudtrail_logs
CROSS JOIN UNNEST(ARRAY[:names]) AS searched (name)
WHERE eventtime <= :to AND coalesce(errorcode, errormessage, '') = ''
  AND split_part(eventname, '20', 1) IN (:state_calls)
  AND (strpos(requestparameters, searched.name) > 0 OR strpos(responseelements, searched.name) > 0)
ORDER BY eventtime, eventid, sourceipaddress
