-- asks: What did these identities ask for, where that decides what a call is?
-- needs: callers
SELECT eventid, requestparameters
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (false
    OR useridentity.arn IN (:arns)
    OR useridentity.sessioncontext.sessionissuer.arn IN (:roles)
    OR useridentity.principalid IN (:principals)
    OR split_part(useridentity.principalid, ':', 1) IN (:principals)
    OR useridentity.accesskeyid IN (:keys)
    OR sourceipaddress IN (:addresses)
    OR useridentity.accountid IN (:accounts)
  )
  AND eventname IN ('CopyObject', 'DescribeInstanceAttribute', 'ModifyDBCluster', 'ModifyDBInstance', 'ModifyInstanceAttribute',
                    'ModifyLoadBalancerAttributes', 'PutObject', 'UpdateClusterConfig', 'UpdateFunctionConfiguration',
                    'UpdateFunctionConfiguration20150331', 'UpdateFunctionConfiguration20150331v2')
ORDER BY eventtime, eventid, sourceipaddress
