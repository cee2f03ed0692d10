-- asks: Who made the calls, with which keys, from where?
-- needs: callers
-- reads: callers
SELECT useridentity.arn AS arn, useridentity.type AS type, nullif(useridentity.accesskeyid, '') AS accesskeyid,
       count(*) AS calls, min(eventtime) AS first, max(eventtime) AS last,
       array_agg(DISTINCT sourceipaddress) FILTER (WHERE sourceipaddress <> '') AS addresses,
       array_agg(DISTINCT useragent) FILTER (WHERE useragent <> '') AS useragents,
       useridentity.principalid AS principalid, useridentity.accountid AS accountid,
       max(useridentity.username) AS username, max(useridentity.sessioncontext.sessionissuer.arn) AS issuer,
       array_agg(DISTINCT useridentity.invokedby) FILTER (WHERE useridentity.invokedby <> '') AS invokedby,
       array_agg(DISTINCT useridentity.sessioncontext.attributes.mfaauthenticated)
         FILTER (WHERE useridentity.sessioncontext.attributes.mfaauthenticated <> '') AS mfa,
       array_agg(DISTINCT useridentity.sessioncontext.attributes.creationdate)
         FILTER (WHERE useridentity.sessioncontext.attributes.creationdate <> '') AS sessions,
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
GROUP BY useridentity.arn, useridentity.type, nullif(useridentity.accesskeyid, ''),
         useridentity.principalid, useridentity.accountid
ORDER BY calls DESC, arn, type, first, accesskeyid, principalid, accountid
