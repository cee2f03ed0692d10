-- asks: Who called what, from where, and did it succeed: every call in the evidence?
-- needs: nothing
SELECT eventtime,
       coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby, useridentity.username,
                useridentity.accountid) AS identity,
       useridentity.accesskeyid AS accesskeyid, sourceipaddress, eventsource, eventname, errorcode,
       CASE WHEN errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%'
              OR lower(errormessage) LIKE '%access denied%'
              OR lower(errormessage) LIKE '%accessdenied%'
              OR lower(errormessage) LIKE '%not authorized%'
              OR lower(errormessage) LIKE '%unauthorized%'
              OR lower(errormessage) LIKE '%explicit deny%'
              OR lower(errormessage) LIKE '%failed authentication%'
              OR lower(errormessage) LIKE '%no username found%' THEN 1
            WHEN errorcode IS NOT NULL OR errormessage IS NOT NULL THEN 2
            ELSE 0 END AS outcome
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
