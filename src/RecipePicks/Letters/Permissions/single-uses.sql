-- asks: On which resources did these callers make calls of some names with success, one by one?
-- needs: callers, calls
SELECT coalesce(nullif(useridentity.sessioncontext.sessionissuer.arn, ''), useridentity.arn) AS principal,
       useridentity.sessioncontext.attributes.creationdate AS issued, eventtime, eventsource, eventname, awsregion,
       recipientaccountid, requestparameters, responseelements, resources, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND coalesce(errorcode, errormessage, '') = ''
  AND split_part(eventname, '20', 1) IN (:calls)
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
