-- asks: Is this the name of a user, a role, a session, another principal or an address?
-- needs: name
SELECT 'user' AS reading, useridentity.arn AS arn, count(*) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND useridentity.type = 'IAMUser' AND useridentity.username = :name
GROUP BY useridentity.arn
UNION ALL
SELECT 'role' AS reading, useridentity.sessioncontext.sessionissuer.arn AS arn, count(*) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND useridentity.sessioncontext.sessionissuer.type = 'Role'
  AND useridentity.sessioncontext.sessionissuer.username = :name
GROUP BY useridentity.sessioncontext.sessionissuer.arn
UNION ALL
SELECT 'session' AS reading, useridentity.arn AS arn, count(*) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (split_part(useridentity.principalid, ':', 2) = :name
    OR (useridentity.type = 'AssumedRole' AND split_part(useridentity.arn, '/', 3) = :name))
GROUP BY useridentity.arn
UNION ALL
SELECT 'principal' AS reading, coalesce(nullif(useridentity.arn, ''), nullif(useridentity.principalid, '')) AS arn, count(*) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (useridentity.principalid = :name OR useridentity.accountid = :name
    OR (useridentity.username = :name AND useridentity.type <> 'IAMUser')
    OR (useridentity.type = 'Root' AND lower(:name) = 'root'))
GROUP BY coalesce(nullif(useridentity.arn, ''), nullif(useridentity.principalid, ''))
UNION ALL
SELECT 'address' AS reading, sourceipaddress AS arn, count(*) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND sourceipaddress = :name
GROUP BY sourceipaddress
ORDER BY reading, calls DESC, arn
