-- asks: Which calls did the principals behind these callers make: how often, how often refused, when last?
-- needs: callers
-- reads: callers
SELECT coalesce(nullif(useridentity.sessioncontext.sessionissuer.arn, ''), useridentity.arn) AS principal,
       eventsource, eventname, useridentity.invokedby AS invokedby,
       count(*) AS calls,
       count(*) FILTER (
         WHERE errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%'
            OR lower(errormessage) LIKE '%access denied%'
            OR lower(errormessage) LIKE '%accessdenied%'
            OR lower(errormessage) LIKE '%not authorized%'
            OR lower(errormessage) LIKE '%unauthorized%'
            OR lower(errormessage) LIKE '%explicit deny%'
       ) AS denied,
       count(*) FILTER (WHERE coalesce(errorcode, errormessage, '') = '') AS succeeded,
       min(eventtime) AS first, max(eventtime) AS last,
       max(eventtime) FILTER (WHERE coalesce(errorcode, errormessage, '') = '') AS lastsuccess,
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
GROUP BY coalesce(nullif(useridentity.sessioncontext.sessionissuer.arn, ''), useridentity.arn), eventsource, eventname,
         useridentity.invokedby
ORDER BY principal, eventsource, eventname, invokedby
