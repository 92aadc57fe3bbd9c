-- title: Keys disabled or about to be deleted
-- control: v1.4.0..v5.0.0 = 4.7; v6.0.0.. = 5.7
-- text: Keys of KMS that were disabled or scheduled for deletion. What is encrypted with them cannot be read then.
-- advice: A deletion can be cancelled until its date.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       requestParameters['keyId'] AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'kms.amazonaws.com'
  AND eventName IN ('DisableKey', 'ScheduleKeyDeletion')
ORDER BY eventTime, event_id
