-- title: Access to encryption keys changed
-- question: Who else can decrypt now?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, requestParameters['keyId'] AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'kms.amazonaws.com'
  AND eventName IN ('PutKeyPolicy', 'CreateGrant', 'ReplicateKey')
ORDER BY eventTime
