-- title: Changes to the organization
-- question: Did accounts come or go, or their limits change?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['accountId'], requestParameters['policyId']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'organizations.amazonaws.com'
  AND eventName IN ('LeaveOrganization', 'RemoveAccountFromOrganization', 'InviteAccountToOrganization', 'AcceptHandshake', 'CreateAccount', 'DetachPolicy', 'DeletePolicy', 'UpdatePolicy', 'DisablePolicyType', 'MoveAccount', 'CloseAccount')
ORDER BY eventTime
