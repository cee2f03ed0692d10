-- asks: Which calls came from other accounts, from nobody who signed, or copied what was shared?
-- needs: nothing
-- reads: telling
SELECT eventtime, eventid, eventsource, eventname, recipientaccountid, useridentity.type AS type,
       useridentity.accountid AS accountid, useridentity.arn AS arn, useridentity.principalid AS principalid,
       sourceipaddress, errorcode, errormessage, requestparameters, responseelements, serviceeventdetails, resources
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (useridentity.accountid <> recipientaccountid OR useridentity.type = 'AWSAccount'
    OR useridentity.principalid = 'ANONYMOUS_PRINCIPAL' OR eventname LIKE 'SharedSnapshot%')
ORDER BY eventtime, eventid, sourceipaddress
