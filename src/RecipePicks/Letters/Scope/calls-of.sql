-- asks: What do these calls, which issue, create, change or end credentials, say in full?
-- needs: events
-- reads: telling
SELECT eventtime, eventid, eventsource, eventname, awsregion, recipientaccountid, sourceipaddress, errorcode, errormessage,
       requestparameters, responseelements, additionaleventdata, serviceeventdetails, sharedeventid,
       useridentity.type AS type, useridentity.arn AS arn, useridentity.principalid AS principalid,
       useridentity.accountid AS accountid, useridentity.username AS username,
       nullif(useridentity.accesskeyid, '') AS accesskeyid, useridentity.invokedby AS invokedby,
       useridentity.onbehalfof.userid AS onbehalfof,
       useridentity.sessioncontext.attributes.creationdate AS creationdate,
       useridentity.sessioncontext.sessionissuer.arn AS issuer
FROM cloudtrail_logs
WHERE eventid IN (:events) AND (eventname <> 'AssumeRole' OR coalesce(useridentity.type, '') <> 'AWSService')
ORDER BY eventtime, eventid, sourceipaddress
