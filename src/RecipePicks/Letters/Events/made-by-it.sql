-- asks: Which calls did this resource make itself, in a role session of its own name?
-- needs: resource
SELECT eventtime, eventsource, eventname, awsregion, recipientaccountid, sourceipaddress, useragent, readonly,
       useridentity.type AS type, useridentity.arn AS arn, useridentity.principalid AS principalid,
       useridentity.accountid AS accountid, useridentity.username AS username, useridentity.invokedby AS invokedby,
       useridentity.accesskeyid AS accesskeyid, useridentity.sessioncontext.sessionissuer.arn AS issuer,
       useridentity.sessioncontext.attributes.mfaauthenticated AS mfa,
       useridentity.sessioncontext.attributes.creationdate AS creationdate,
       errorcode, errormessage, eventid, sharedeventid,
       requestparameters, responseelements, serviceeventdetails, additionaleventdata, resources
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND strpos(useridentity.principalid, :resource) > 0 AND split_part(useridentity.principalid, ':', 2) = :resource
ORDER BY eventtime, eventid, sourceipaddress
