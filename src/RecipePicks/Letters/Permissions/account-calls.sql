-- asks: Which calls changed users, groups, roles, policies, and what carries or has one?
-- needs: state-calls
-- reads: telling
SELECT eventtime, eventsource, eventname, awsregion, recipientaccountid, sharedeventid,
       coalesce(errorcode, errormessage) AS error, requestparameters, responseelements, sourceipaddress,
       coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
       nullif(useridentity.accesskeyid, '') AS accesskeyid, eventid
FROM cloudtrail_logs
WHERE eventtime <= :to AND coalesce(errorcode, errormessage, '') = ''
  AND split_part(eventname, '20', 1) IN (:state_calls)
ORDER BY eventtime, eventid, sourceipaddress
