-- title: Users, groups and roles made and removed
-- text: Identities that came and went in the period: what a reviewer compares with who joined and left.
-- columns: eventTime, actor, account, eventName, target, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['userName'], requestParameters['roleName'], requestParameters['groupName']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND errorCode IS NULL
  AND eventName IN ('CreateUser', 'DeleteUser', 'CreateGroup', 'DeleteGroup', 'CreateRole', 'DeleteRole', 'AddUserToGroup',
       'RemoveUserFromGroup')
ORDER BY eventTime, event_id
