-- asks: Which calls opened anything to others, or closed it again, and which of them did the lead make?
-- needs: callers
-- reads: telling
SELECT eventtime, eventid, eventsource, eventname, awsregion, recipientaccountid, sharedeventid,
       requestparameters, responseelements, sourceipaddress, nullif(useridentity.accesskeyid, '') AS accesskeyid,
       useridentity.arn AS arn, useridentity.principalid AS principalid, useridentity.invokedby AS invokedby,
       CASE WHEN (false
           OR useridentity.arn IN (:arns)
           OR useridentity.sessioncontext.sessionissuer.arn IN (:roles)
           OR useridentity.principalid IN (:principals)
           OR split_part(useridentity.principalid, ':', 1) IN (:principals)
           OR useridentity.accesskeyid IN (:keys)
           OR sourceipaddress IN (:addresses)
           OR useridentity.accountid IN (:accounts)
         ) THEN 'true' ELSE 'false' END AS bylead
FROM cloudtrail_logs
WHERE errorcode IS NULL AND errormessage IS NULL
  AND (eventname IN (
        'AssociateResourceShare', 'AuthorizeSecurityGroupIngress', 'AuthorizeSnapshotAccess', 'CopyDBClusterSnapshot',
        'CopyDBSnapshot', 'CopyImage', 'CopySnapshot', 'CreateBucket', 'CreateCluster', 'CreateDBClusterSnapshot',
        'CreateDBInstance', 'CreateDBInstanceReadReplica', 'CreateDBSnapshot', 'CreateDocument', 'CreateDomain',
        'CreateElasticsearchDomain', 'CreateGrant', 'CreateIdentityPool', 'CreateImage', 'CreateKey',
        'CreateLoadBalancer', 'CreateQueue', 'CreateRepository', 'CreateResourceShare', 'CreateRole', 'CreateSecret',
        'CreateSecurityGroup', 'CreateServiceLinkedRole', 'CreateSnapshot', 'CreateSnapshots', 'CreateTopic',
        'DeleteAccessPointPolicy', 'DeleteAccountPublicAccessBlock', 'DeleteBackupVaultAccessPolicy', 'DeleteBucket',
        'DeleteBucketPolicy', 'DeleteBucketPublicAccessBlock', 'DeleteCluster', 'DeleteDBClusterSnapshot',
        'DeleteDBInstance', 'DeleteDBSnapshot', 'DeleteDocument', 'DeleteFileSystemPolicy', 'DeleteIdentityPool',
        'DeleteLoadBalancer', 'DeletePublicAccessBlock', 'DeleteQueue', 'DeleteRegistryPolicy', 'DeleteRepository',
        'DeleteRepositoryPolicy', 'DeleteResourcePolicy', 'DeleteResourceShare', 'DeleteRole', 'DeleteSecret',
        'DeleteSecurityGroup', 'DeleteSnapshot', 'DeleteTable', 'DeleteTopic', 'DeleteVaultAccessPolicy',
        'DeleteVpcEndpointServiceConfigurations', 'DeregisterImage', 'DisableImageBlockPublicAccess',
        'DisableSnapshotBlockPublicAccess', 'DisassociateResourceShare', 'EnableImageBlockPublicAccess',
        'EnableSnapshotBlockPublicAccess', 'ModifyCluster', 'ModifyDBClusterSnapshotAttribute', 'ModifyDBInstance',
        'ModifyDBSnapshotAttribute', 'ModifyDocumentPermission', 'ModifyFpgaImageAttribute', 'ModifyImageAttribute',
        'ModifySecurityGroupRules', 'ModifySnapshotAttribute', 'ModifyVpcEndpointServicePermissions',
        'PutAccessPointPolicy', 'PutAccountPublicAccessBlock', 'PutBackupVaultAccessPolicy', 'PutBucketAcl',
        'PutBucketPolicy', 'PutBucketPublicAccessBlock', 'PutFileSystemPolicy', 'PutKeyPolicy', 'PutObjectAcl',
        'PutPermission', 'PutPublicAccessBlock', 'PutRegistryPolicy', 'PutResourcePolicy', 'RegisterImage',
        'ResetImageAttribute', 'ResetSnapshotAttribute', 'RestoreDBInstanceFromDBSnapshot',
        'RestoreDBInstanceToPointInTime', 'RetireGrant', 'RevokeGrant', 'RevokeSecurityGroupIngress',
        'RevokeSnapshotAccess', 'SetQueueAttributes', 'SetRepositoryPolicy', 'SetTopicAttributes',
        'SetVaultAccessPolicy', 'UpdateAssumeRolePolicy', 'UpdateClusterConfig', 'UpdateDomainConfig',
        'UpdateElasticsearchDomainConfig', 'UpdateIdentityPool', 'UpdateProjectVisibility')
    OR eventname LIKE 'AddPermission%' OR eventname LIKE 'RemovePermission%'
    OR eventname LIKE 'AddLayerVersionPermission%' OR eventname LIKE 'RemoveLayerVersionPermission%'
    OR eventname LIKE 'CreateFunction%' OR eventname LIKE 'DeleteFunction%' OR eventname LIKE 'UpdateFunctionUrlConfig%'
    OR (eventname IN ('PutObject', 'CopyObject', 'CreateMultipartUpload')
      AND (requestparameters LIKE '%public-read%' OR requestparameters LIKE '%authenticated-read%'
        OR requestparameters LIKE '%x-amz-grant-%')))
  AND (eventname <> 'CreateGrant'
    OR coalesce(strpos(requestparameters, '"granteePrincipal":"arn:aws:iam::' || recipientaccountid || ':'), 0) = 0)
ORDER BY eventtime, eventid, sourceipaddress
