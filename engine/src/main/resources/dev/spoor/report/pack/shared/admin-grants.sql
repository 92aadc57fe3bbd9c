-- title: Everything allowed to somebody
-- text: AdministratorAccess, IAMFullAccess or PowerUserAccess given to a user, role or group, membership of a group
--   whose name holds admin, or a policy written inside a user, role or group that allows every action.
-- advice: Take it back unless it was asked for, and see what the holder did since.
-- severity: high
-- columns: eventTime, actor, account, eventName, holder, policy, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['userName'], requestParameters['roleName'], requestParameters['groupName']) AS holder,
       coalesce(requestParameters['policyArn'], requestParameters['policyName'], requestParameters['groupName']) AS policy,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND errorCode IS NULL
  AND ((eventName IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy')
        AND regexp_like(requestParameters['policyArn'], '/(AdministratorAccess|IAMFullAccess|PowerUserAccess)$'))
       OR (eventName = 'AddUserToGroup' AND lower(requestParameters['groupName']) LIKE '%admin%')
       OR (eventName IN ('PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy', 'CreatePolicy', 'CreatePolicyVersion')
           AND regexp_like(requestParameters['policyDocument'], '"Effect"\s*:\s*"Allow"')
           AND regexp_like(requestParameters['policyDocument'], '"Action"\s*:\s*(\[\s*)?"(\*|\*:\*|iam:\*)"')))
ORDER BY eventTime, event_id
