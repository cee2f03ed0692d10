-- asks: How many calls of each credential are a second record of an eventID, with other content?
-- needs: nothing
SELECT nullif(useridentity.accesskeyid, '') AS accesskeyid, useridentity.principalid AS principalid,
       useridentity.sessioncontext.attributes.creationdate AS creationdate, count(*) - count(DISTINCT eventid) AS calls
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND eventid IN (SELECT eventid FROM cloudtrail_logs GROUP BY eventid HAVING count(*) > 1)
GROUP BY 1, 2, 3
ORDER BY accesskeyid, principalid, creationdate
