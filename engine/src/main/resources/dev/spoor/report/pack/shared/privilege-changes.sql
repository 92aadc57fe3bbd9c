-- title: Permissions changed
-- text: Policies, memberships of groups, trust in roles and limits of permissions.
-- advice: Compare each change with the request for it; begin with those that give everything.
-- severity: medium
-- columns: eventTime, actor, account, eventName, holder, policy, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['userName'], requestParameters['roleName'], requestParameters['groupName']) AS holder,
       coalesce(requestParameters['policyArn'], requestParameters['policyName'], requestParameters['permissionsBoundary']) AS policy,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND eventName IN ('DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy',
       'PutRolePolicy', 'PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion',
       'DeletePolicyVersion', 'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy',
       'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy',
       'AddUserToGroup', 'RemoveUserFromGroup', 'UpdateAssumeRolePolicy', 'SetDefaultPolicyVersion',
       'PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary', 'PutUserPermissionsBoundary',
       'DeleteUserPermissionsBoundary')
ORDER BY eventTime, event_id
