-- asks: What else did this role do?
-- needs: role
-- from: Securosis, RECIPE PICKS
SELECT awsregion, eventname, eventtime, useridentity.arn
FROM cloudtrail_logs
WHERE useridentity.arn LIKE :role_like
ORDER BY eventtime
