-- asks: What did AWS Config record of resources that can be open to others?
-- needs: types
SELECT resourcetype, resourceid, resourcename, arn, accountid, awsregion, capturetime, status,
       configuration, supplementary, file, record
FROM config_items
WHERE form = 'config' AND resourcetype IN (:types)
ORDER BY resourcetype, resourceid, capturetime, file, record
