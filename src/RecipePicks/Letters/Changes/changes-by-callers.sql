-- asks: Which resources did this identity change?
-- needs: callers state-calls
-- reads: telling
SELECT eventtime, eventsource, eventname, awsregion, recipientaccountid, sharedeventid,
       coalesce(errorcode, errormessage) AS error, requestparameters, responseelements, sourceipaddress,
       coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
       nullif(useridentity.accesskeyid, '') AS accesskeyid, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND coalesce(errorcode, errormessage, '') = ''
  AND split_part(eventname, '20', 1) IN (:state_calls)
  AND (false
    OR useridentity.arn IN (:arns)
    OR useridentity.sessioncontext.sessionissuer.arn IN (:roles)
    OR useridentity.principalid IN (:principals)
    OR split_part(useridentity.principalid, ':', 1) IN (:principals)
    OR useridentity.accesskeyid IN (:keys)
    OR sourceipaddress IN (:addresses)
    OR useridentity.accountid IN (:accounts)
  )
ORDER BY eventtime, eventid, sourceipaddress
