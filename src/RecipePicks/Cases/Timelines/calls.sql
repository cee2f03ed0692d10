-- asks: What did these identities do, in order?
-- needs: callers
-- reads: callers
SELECT eventtime, eventid, useridentity.arn AS arn, useridentity.principalid AS principalid, useridentity.type AS type,
       useridentity.invokedby AS invokedby, useridentity.username AS username, useridentity.accountid AS accountid,
       useridentity.accesskeyid AS accesskeyid, eventsource, eventname, awsregion, sourceipaddress, useragent,
       errorcode, errormessage
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
