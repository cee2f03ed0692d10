-- asks: When did these identities first use each API, address, region and user agent, in all of the evidence?
-- needs: callers
-- reads: callers
WITH uses AS (
  SELECT coalesce(useridentity.arn, useridentity.principalid) AS identity,
         split_part(eventsource, '.', 1) || ':' || eventname AS api, sourceipaddress, awsregion, useragent,
         min(eventtime) AS first
  FROM cloudtrail_logs
  WHERE (false
    OR useridentity.arn IN (:arns)
    OR useridentity.principalid IN (:principals)
  )
  GROUP BY coalesce(useridentity.arn, useridentity.principalid),
           split_part(eventsource, '.', 1) || ':' || eventname, sourceipaddress, awsregion, useragent
)
SELECT identity, 'api' AS what, api AS value, min(first) AS first FROM uses GROUP BY identity, api
UNION ALL
SELECT identity, 'address' AS what, sourceipaddress AS value, min(first) AS first FROM uses GROUP BY identity, sourceipaddress
UNION ALL
SELECT identity, 'region' AS what, awsregion AS value, min(first) AS first FROM uses GROUP BY identity, awsregion
UNION ALL
SELECT identity, 'user-agent' AS what, useragent AS value, min(first) AS first FROM uses GROUP BY identity, useragent
ORDER BY identity, what, value
