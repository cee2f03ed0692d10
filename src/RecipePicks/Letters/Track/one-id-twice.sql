-- asks: How many calls of each credential are a second record of an eventID, with other content?
-- needs: nothing
SELECT useridentity.type AS type, useridentity.arn AS arn, useridentity.principalid AS principalid,
       useridentity.accountid AS accountid, useridentity.username AS username,
       nullif(useridentity.accesskeyid, '') AS accesskeyid,
       useridentity.onbehalfof.userid AS onbehalfof,
       useridentity.sessioncontext.attributes.creationdate AS creationdate,
       useridentity.sessioncontext.sessionissuer.arn AS issuer,
       count(*) - count(DISTINCT eventid) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND coalesce(useridentity.type, '') <> 'AWSService'
  AND eventid IN (SELECT eventid FROM cloudtrail_logs GROUP BY eventid HAVING count(*) > 1)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING count(*) > count(DISTINCT eventid)
ORDER BY accesskeyid, principalid, creationdate, arn, type
