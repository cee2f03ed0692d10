-- asks: Which calls gave this workload a role?
-- needs: resource
SELECT eventtime, eventname, useridentity.arn, errorcode, requestparameters, responseelements, eventid
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND eventname IN ('RunInstances', 'AssociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation',
                    'CreateFunction20150331', 'UpdateFunctionConfiguration20150331v2', 'RegisterTaskDefinition', 'RunTask',
                    'CreateService', 'CreateProject', 'UpdateProject', 'CreateJob', 'CreateDevEndpoint',
                    'CreateNotebookInstance', 'CreateStack', 'UpdateStack')
  AND (strpos(requestparameters, :resource_json) > 0 OR strpos(responseelements, :resource_json) > 0)
ORDER BY eventtime, eventid, sourceipaddress
