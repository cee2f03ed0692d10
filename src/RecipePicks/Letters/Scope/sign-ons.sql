-- asks: Which sessions of IAM Identity Center's permission sets were used?
-- needs: nothing
SELECT useridentity.arn AS arn, count(*) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND useridentity.arn LIKE '%:assumed-role/AWSReservedSSO_%'
GROUP BY useridentity.arn
ORDER BY arn
