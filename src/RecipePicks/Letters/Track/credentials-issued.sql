-- asks: Which calls of these identities issued or created a credential?
-- needs: callers
SELECT eventtime, eventname, useridentity.arn, useridentity.accesskeyid, sourceipaddress, errorcode,
       requestparameters, responseelements, eventid
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
  AND eventname IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot', 'GetFederationToken',
                    'GetSessionToken', 'SwitchRole', 'ConsoleLogin', 'GetSigninToken', 'GetRoleCredentials', 'CreateToken',
                    'CreateAccessKey', 'UpdateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile', 'CreateUser',
                    'CreateServiceSpecificCredential', 'UploadSigningCertificate', 'CreateTrustAnchor', 'CreateProfile',
                    'CreateSAMLProvider', 'CreateOpenIDConnectProvider')
ORDER BY eventtime, eventid, sourceipaddress
