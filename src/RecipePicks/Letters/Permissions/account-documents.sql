-- asks: What do AWS Config items and AWS CLI output show of identities, policies, and what carries or has one?
-- needs: types
SELECT form, resourcetype, resourceid, resourcename, arn, accountid, awsregion, capturetime, status,
       configuration, supplementary, file, record
FROM config_items
WHERE resourcetype IN (:types) AND form NOT LIKE 'aws %'
ORDER BY coalesce(capturetime, '9999'), file, record
