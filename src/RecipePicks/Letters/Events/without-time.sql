-- asks: How many events carry no time, so that no window holds them?
-- needs: nothing
SELECT count(*) AS events
FROM cloudtrail_logs
WHERE eventtime IS NULL
