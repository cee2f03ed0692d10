-- asks: What else did this identity do, call by call?
-- needs: callers
-- reads: callers
SELECT eventtime, eventname, awsregion, sourceipaddress, errorcode, eventid,
       eventsource, useridentity.arn AS arn, nullif(useridentity.accesskeyid, '') AS accesskeyid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
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
