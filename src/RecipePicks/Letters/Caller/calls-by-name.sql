-- asks: What else did this identity do, by name of the call?
-- needs: callers
-- reads: callers
SELECT coalesce(nullif(useridentity.arn, ''),
                nullif(useridentity.principalid, ''), nullif(useridentity.invokedby, ''),
                nullif(useridentity.username, ''), useridentity.accountid) AS identity, eventsource, eventname,
       count(*) AS calls,
       count(*) FILTER (
         WHERE errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%'
            OR lower(errormessage) LIKE '%access denied%'
            OR lower(errormessage) LIKE '%accessdenied%'
            OR lower(errormessage) LIKE '%not authorized%'
            OR lower(errormessage) LIKE '%unauthorized%'
            OR lower(errormessage) LIKE '%explicit deny%'
            OR lower(errormessage) LIKE '%failed authentication%'
            OR lower(errormessage) LIKE '%no username found%'
       ) AS denied,
       count(*) FILTER (WHERE errorcode IS NOT NULL OR errormessage IS NOT NULL) AS failed,
       count(*) FILTER (WHERE lower(readonly) = 'false') AS writes,
       min(eventtime) AS first, max(eventtime) AS last,
       array_agg(DISTINCT awsregion) FILTER (WHERE awsregion <> '') AS regions,
       min_by(eventid, coalesce(eventtime, '') || eventid, 6) AS evidence
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
GROUP BY coalesce(nullif(useridentity.arn, ''),
                nullif(useridentity.principalid, ''), nullif(useridentity.invokedby, ''),
                nullif(useridentity.username, ''), useridentity.accountid), eventsource, eventname
ORDER BY calls DESC, identity, eventsource, eventname
