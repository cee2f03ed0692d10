-- asks: How many sessions of these roles were used?
-- needs: taken
SELECT split_part(useridentity.arn, '/', 1) || '/' || split_part(useridentity.arn, '/', 2) AS role,
       count(DISTINCT useridentity.arn || ' ' || coalesce(useridentity.sessioncontext.attributes.creationdate, '')) AS sessions
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND split_part(split_part(useridentity.arn, ':assumed-role/', 2), '/', 1) IN (:role_names)
GROUP BY 1
ORDER BY role
