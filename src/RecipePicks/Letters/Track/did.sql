-- asks: What did each of these credentials do, by name of the call?
-- needs: callers
SELECT nullif(useridentity.accesskeyid, '') AS accesskeyid, coalesce(useridentity.arn, useridentity.principalid) AS identity,
       eventname, count(*) AS calls,
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
       min(coalesce(eventtime, '') || ' ' || eventid) AS first
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (false
    OR useridentity.arn IN (:arns)
    OR useridentity.principalid IN (:principals)
    OR useridentity.accesskeyid IN (:keys)
  )
GROUP BY 1, 2, 3
ORDER BY calls DESC, eventname, accesskeyid, identity
