-- asks: Which calls carry the identity's unique id or name, but not its ARN?
-- needs: callers
SELECT eventname, count(*) AS calls, min(eventtime) AS first, max(eventtime) AS last,
       min_by(eventid, coalesce(eventtime, '') || eventid, 6) AS evidence
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND useridentity.arn IS NULL
  AND (false
    OR useridentity.principalid IN (:principals)
    OR 'arn:aws:iam::' || useridentity.accountid || ':user/' || useridentity.username IN (:arns)
  )
GROUP BY eventname
ORDER BY first, eventname
