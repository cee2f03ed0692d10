-- asks: Which calls name this resource: in the request, the response, or in passing?
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
  AND (strpos(requestparameters, :resource_json) > 0
    OR strpos(responseelements, :resource_json) > 0
    OR strpos(serviceeventdetails, :resource_json) > 0
    OR strpos(additionaleventdata, :resource_json) > 0
    OR strpos(errormessage, :resource) > 0
    OR filter(resources, r -> strpos(r.arn, :resource) > 0) <> ARRAY[])
ORDER BY eventtime, eventid, sourceipaddress
