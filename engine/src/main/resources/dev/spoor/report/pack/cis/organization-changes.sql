-- title: Changes of the organization
-- control: v1.4.0..v5.0.0 = 4.15; v6.0.0.. = 5.15
-- text: Accounts, units and policies of the organization. Beyond the list of the benchmark: CancelHandshake,
--   CreateOrganization and EnableAllFeatures.
-- advice: An account that leaves takes its logs out of the organization trail.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['accountId'], requestParameters['policyId'], requestParameters['handshakeId'], requestParameters['name']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'organizations.amazonaws.com'
  AND eventName IN ('AcceptHandshake', 'AttachPolicy', 'CancelHandshake', 'CreateAccount', 'CreateOrganization',
       'CreateOrganizationalUnit', 'CreatePolicy', 'DeclineHandshake', 'DeleteOrganization',
       'DeleteOrganizationalUnit', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType',
       'EnableAllFeatures', 'EnablePolicyType', 'InviteAccountToOrganization', 'LeaveOrganization',
       'MoveAccount', 'RemoveAccountFromOrganization', 'UpdatePolicy', 'UpdateOrganizationalUnit')
ORDER BY eventTime, event_id
