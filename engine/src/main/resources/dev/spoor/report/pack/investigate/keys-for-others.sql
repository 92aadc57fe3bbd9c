-- title: Keys and passwords made for somebody else
-- text: An access key or a console password that one identity made or changed for another user. Whoever may do that
--   may become that user.
-- advice: Ask both.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       requestParameters['userName'] AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND errorCode IS NULL
  AND eventName IN ('CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile')
  AND requestParameters['userName'] IS NOT NULL
  AND requestParameters['userName'] IS DISTINCT FROM userIdentity.userName
ORDER BY eventTime, event_id
