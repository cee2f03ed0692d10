-- asks: Who of these accounts, which are others' own, called?
-- needs: accounts
-- reads: telling
SELECT useridentity.type AS type, useridentity.arn AS arn, useridentity.principalid AS principalid,
       useridentity.accountid AS accountid, useridentity.username AS username,
       nullif(useridentity.accesskeyid, '') AS accesskeyid,
       useridentity.onbehalfof.userid AS onbehalfof,
       useridentity.sessioncontext.attributes.creationdate AS creationdate,
       useridentity.sessioncontext.sessionissuer.arn AS issuer
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to AND useridentity.accountid <> ''
  AND useridentity.accountid IN (:accounts)
  AND (useridentity.type = 'AWSAccount'
    OR coalesce(useridentity.arn, useridentity.principalid, useridentity.username, useridentity.accesskeyid, '') = '')
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY accesskeyid, principalid, arn, creationdate, type
