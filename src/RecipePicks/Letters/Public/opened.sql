-- asks: Which calls could have opened this resource to others?
-- needs: resource
SELECT eventtime, eventname, useridentity.arn, errorcode, requestparameters, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND lower(readonly) = 'false'
  AND (eventname LIKE '%Policy%' OR eventname LIKE '%Acl%' OR eventname LIKE '%PublicAccessBlock%'
    OR eventname LIKE '%Permission%' OR eventname LIKE '%SecurityGroup%' OR eventname LIKE '%UrlConfig%'
    OR eventname IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyDBSnapshotAttribute',
                     'ModifyDBClusterSnapshotAttribute', 'ModifyDBInstance', 'AssociateAddress', 'CreateGrant'))
  AND (strpos(requestparameters, :resource_json) > 0 OR strpos(responseelements, :resource_json) > 0)
ORDER BY eventtime, eventid
