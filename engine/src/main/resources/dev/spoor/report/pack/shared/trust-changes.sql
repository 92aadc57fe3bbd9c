-- title: Who may take on a role
-- text: Trust policies of roles that were written or changed, and identity providers that were added. Trust in an
--   account that is not yours is a back door.
-- advice: Read the trust policy: whose account stands in it?
-- severity: medium
-- columns: eventTime, actor, account, eventName, target, trust, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['roleName'], requestParameters['name'], requestParameters['url'], requestParameters['sAMLProviderArn']) AS target,
       coalesce(requestParameters['assumeRolePolicyDocument'], requestParameters['policyDocument']) AS trust,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND eventName IN ('CreateRole', 'UpdateAssumeRolePolicy', 'CreateSAMLProvider', 'UpdateSAMLProvider',
       'CreateOpenIDConnectProvider', 'AddClientIDToOpenIDConnectProvider')
ORDER BY eventTime, event_id
