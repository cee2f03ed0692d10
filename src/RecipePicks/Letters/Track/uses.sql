-- asks: How was each credential used: how often, from when to when, from where?
-- needs: nothing
SELECT useridentity.type AS type, useridentity.arn AS arn, useridentity.principalid AS principalid,
       useridentity.accountid AS accountid, useridentity.username AS username,
       nullif(useridentity.accesskeyid, '') AS accesskeyid,
       useridentity.onbehalfof.userid AS onbehalfof,
       useridentity.sessioncontext.attributes.creationdate AS creationdate,
       useridentity.sessioncontext.sessionissuer.arn AS issuer,
       count(*) AS calls,
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
       min(coalesce(eventtime, '') || ' ' || eventid) AS first, max(coalesce(eventtime, '') || ' ' || eventid) AS last,
       max(eventtime) FILTER (
         WHERE coalesce(errorcode, '') = '' AND coalesce(errormessage, '') = '' AND eventname <> 'GetCallerIdentity'
       ) AS worked,
       array_agg(DISTINCT sourceipaddress) FILTER (WHERE sourceipaddress <> '') AS addresses
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND coalesce(useridentity.type, '') <> 'AWSService'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY first, last, accesskeyid, principalid, arn
