-- asks: What do AWS Config items and AWS CLI output show of this resource?
-- needs: names
SELECT form, resourcetype, resourceid, resourcename, arn, accountid, awsregion, capturetime, status,
       configuration, supplementary, file, record
FROM config_items
WHERE (resourceid IN (:names) OR resourcename IN (:names) OR arn IN (:names)) AND form NOT LIKE 'aws %'
ORDER BY coalesce(capturetime, '9999'), file, record
