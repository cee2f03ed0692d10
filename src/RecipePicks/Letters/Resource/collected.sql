-- asks: What did AWS answer to these calls of its CLI, and what did it refuse?
-- needs: cli-calls
SELECT form, resourceid, accountid, awsregion, capturetime, status, configuration, supplementary, file, record
FROM config_items
WHERE form IN (:cli_calls)
ORDER BY form, accountid, awsregion, resourceid, coalesce(capturetime, '9999'), file, record
