-- asks: Which events were made by these identities and credentials? (the further rings of a pull)
-- needs: callers, names
SELECT eventversion, eventtime, eventsource, eventname, awsregion, sourceipaddress, useragent, errorcode, errormessage,
       requestparameters, responseelements, additionaleventdata, requestid, eventid, readonly, eventtype, apiversion,
       recipientaccountid, serviceeventdetails, sharedeventid, vpcendpointid, vpcendpointaccountid, eventcategory,
       sessioncredentialfromconsole, edgedevicedetails,
       useridentity.type AS "useridentity.type",
       useridentity.principalid AS "useridentity.principalid",
       useridentity.arn AS "useridentity.arn",
       useridentity.accountid AS "useridentity.accountid",
       useridentity.invokedby AS "useridentity.invokedby",
       useridentity.accesskeyid AS "useridentity.accesskeyid",
       useridentity.username AS "useridentity.username",
       useridentity.onbehalfof.userid AS "useridentity.onbehalfof.userid",
       useridentity.onbehalfof.identitystorearn AS "useridentity.onbehalfof.identitystorearn",
       useridentity.sessioncontext.attributes.mfaauthenticated AS "useridentity.sessioncontext.attributes.mfaauthenticated",
       useridentity.sessioncontext.attributes.creationdate AS "useridentity.sessioncontext.attributes.creationdate",
       useridentity.sessioncontext.sessionissuer.type AS "useridentity.sessioncontext.sessionissuer.type",
       useridentity.sessioncontext.sessionissuer.principalid AS "useridentity.sessioncontext.sessionissuer.principalid",
       useridentity.sessioncontext.sessionissuer.arn AS "useridentity.sessioncontext.sessionissuer.arn",
       useridentity.sessioncontext.sessionissuer.accountid AS "useridentity.sessioncontext.sessionissuer.accountid",
       useridentity.sessioncontext.sessionissuer.username AS "useridentity.sessioncontext.sessionissuer.username",
       useridentity.sessioncontext.ec2roledelivery AS "useridentity.sessioncontext.ec2roledelivery",
       useridentity.sessioncontext.webidfederationdata.federatedprovider
         AS "useridentity.sessioncontext.webidfederationdata.federatedprovider",
       json_format(CAST(useridentity.sessioncontext.webidfederationdata.attributes AS json))
         AS "useridentity.sessioncontext.webidfederationdata.attributes",
       json_format(CAST(transform(resources,
         r -> map(ARRAY['ARN', 'accountId', 'type'], ARRAY[r.arn, r.accountid, r.type])) AS json)) AS resources,
       addendum.reason AS "addendum.reason",
       addendum.updatedfields AS "addendum.updatedfields",
       addendum.originalrequestid AS "addendum.originalrequestid",
       addendum.originaleventid AS "addendum.originaleventid",
       tlsdetails.tlsversion AS "tlsdetails.tlsversion",
       tlsdetails.ciphersuite AS "tlsdetails.ciphersuite",
       tlsdetails.clientprovidedhostheader AS "tlsdetails.clientprovidedhostheader"
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (false
    OR useridentity.arn IN (:arns)
    OR useridentity.sessioncontext.sessionissuer.arn IN (:roles)
    OR json_extract_scalar(requestparameters, '$.roleArn') IN (:roles)
    OR useridentity.principalid IN (:principals)
    OR split_part(useridentity.principalid, ':', 1) IN (:principals)
    OR useridentity.accesskeyid IN (:keys)
    OR sourceipaddress IN (:addresses)
    OR useridentity.accountid IN (:accounts)
    OR split_part(useridentity.principalid, ':', 2) IN (:names)
    OR json_extract_scalar(requestparameters, '$.roleSessionName') IN (:names)
  )
