-- asks: Which calls were denied, with EC2's encoded messages folded, and which of them by the lead?
-- needs: callers
-- reads: telling
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
SELECT count(*) AS totalevents, useridentity.arn AS arn, eventsource, eventname, errorcode,
       CASE
         WHEN strpos(errormessage, 'Encoded authorization failure message: ') > 0
         THEN substr(errormessage, 1, strpos(errormessage, 'Encoded authorization failure message: ') + 37)
           || ' <differs on every call>'
         ELSE errormessage
       END AS errormessage,
       min(eventtime) AS first, max(eventtime) AS last,
       count(*) FILTER (WHERE who = '1 by the lead') AS bylead,
       count(DISTINCT coalesce(errormessage, '')) AS messages,
       min(errormessage) AS sample,
       array_agg(DISTINCT sourceipaddress) FILTER (WHERE sourceipaddress <> '') AS addresses,
       array_agg(DISTINCT CASE WHEN useridentity.type = 'Root' THEN 'root' ELSE useridentity.username END)
         FILTER (WHERE useridentity.type = 'Root' OR useridentity.username <> '') AS usernames,
       min_by(eventid, who || coalesce(eventtime, '') || eventid, 6) AS evidence
FROM denied
GROUP BY 2, 3, 4, 5, 6
ORDER BY min(who), eventsource, eventname, arn, errorcode, errormessage
