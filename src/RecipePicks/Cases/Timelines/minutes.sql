-- asks: How many calls succeeded, were denied and failed, minute by minute?
-- needs: nothing
SELECT substr(eventtime, 1, 16) AS minute,
       CASE WHEN errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%'
              OR lower(errormessage) LIKE '%access denied%'
              OR lower(errormessage) LIKE '%accessdenied%'
              OR lower(errormessage) LIKE '%not authorized%'
              OR lower(errormessage) LIKE '%unauthorized%'
              OR lower(errormessage) LIKE '%explicit deny%'
              OR lower(errormessage) LIKE '%failed authentication%'
              OR lower(errormessage) LIKE '%no username found%' THEN 1
            WHEN errorcode IS NOT NULL OR errormessage IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       count(*) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
GROUP BY 1, 2
ORDER BY minute, outcome
