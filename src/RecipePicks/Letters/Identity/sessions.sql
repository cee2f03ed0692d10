-- asks: Which sessions lie behind the many keys, by unique id and time of creation?
-- needs: callers
-- reads: callers
SELECT useridentity.arn AS arn, useridentity.principalid AS principalid,
       useridentity.sessioncontext.attributes.creationdate AS creationdate,
       max(useridentity.sessioncontext.attributes.mfaauthenticated) AS mfa,
       max(sessioncredentialfromconsole) AS fromconsole,
       count(DISTINCT useridentity.accesskeyid) AS keys, count(*) AS calls,
       min(eventtime) AS first, max(eventtime) AS last,
       array_agg(DISTINCT sourceipaddress) FILTER (WHERE sourceipaddress <> '') AS addresses,
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
  AND useridentity.sessioncontext.attributes.creationdate <> ''
GROUP BY useridentity.arn, useridentity.principalid, useridentity.sessioncontext.attributes.creationdate
ORDER BY arn, creationdate, principalid
