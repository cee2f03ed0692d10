-- asks: How many calls were denied, and how many of them to the lead?
-- needs: callers
WITH denied AS (
  SELECT *,
         CASE WHEN (false
           OR useridentity.arn IN (:arns)
           OR useridentity.sessioncontext.sessionissuer.arn IN (:roles)
           OR useridentity.principalid IN (:principals)
           OR split_part(useridentity.principalid, ':', 1) IN (:principals)
           OR useridentity.accesskeyid IN (:keys)
           OR sourceipaddress IN (:addresses)
           OR useridentity.accountid IN (:accounts)
           OR (useridentity.arn IS NULL
             AND 'arn:aws:iam::' || useridentity.accountid || ':user/' || useridentity.username IN (:arns))
         ) THEN '1 by the lead' ELSE '2 by others' END AS who
  FROM cloudtrail_logs
  WHERE eventtime BETWEEN :from AND :to
    AND (errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%'
      OR lower(errormessage) LIKE '%access denied%'
      OR lower(errormessage) LIKE '%accessdenied%'
      OR lower(errormessage) LIKE '%not authorized%'
      OR lower(errormessage) LIKE '%unauthorized%'
      OR lower(errormessage) LIKE '%explicit deny%'
      OR lower(errormessage) LIKE '%failed authentication%'
      OR lower(errormessage) LIKE '%no username found%')
)
SELECT count(*) AS totalevents, count(*) FILTER (WHERE who = '1 by the lead') AS bylead
FROM denied
