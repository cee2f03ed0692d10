-- asks: What is known of each event of these identities, but for the JSON texts?
-- needs: callers
SELECT useridentity, eventtime, eventsource, eventname, awsregion, sourceipaddress, useragent, errorcode, errormessage,
       eventid, readonly, recipientaccountid, sharedeventid, sessioncredentialfromconsole
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
