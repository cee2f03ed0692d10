-- asks: Which identities and keys used these addresses, and how often were they denied?
-- needs: addresses
SELECT sourceipaddress AS address, coalesce(nullif(useridentity.arn, ''),
                nullif(useridentity.principalid, ''), nullif(useridentity.invokedby, ''),
                nullif(useridentity.username, ''), useridentity.accountid) AS identity,
       nullif(useridentity.accesskeyid, '') AS accesskeyid, count(*) AS calls,
       count(*) FILTER (
         WHERE errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%'
            OR lower(errormessage) LIKE '%access denied%'
            OR lower(errormessage) LIKE '%accessdenied%'
            OR lower(errormessage) LIKE '%not authorized%'
            OR lower(errormessage) LIKE '%unauthorized%'
            OR lower(errormessage) LIKE '%explicit deny%'
            OR lower(errormessage) LIKE '%failed authentication%'
            OR lower(errormessage) LIKE '%no username found%'
       ) AS denied,
       min(eventtime) AS first, max(eventtime) AS last, useridentity.type AS type, useridentity.principalid AS principalid,
       min_by(eventid, coalesce(eventtime, '') || eventid, 6) AS evidence
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND sourceipaddress IN (:addresses)
GROUP BY sourceipaddress, coalesce(nullif(useridentity.arn, ''),
                nullif(useridentity.principalid, ''), nullif(useridentity.invokedby, ''),
                nullif(useridentity.username, ''), useridentity.accountid),
         nullif(useridentity.accesskeyid, ''), useridentity.type, useridentity.principalid
ORDER BY calls DESC, address, identity, first, accesskeyid, type, principalid
