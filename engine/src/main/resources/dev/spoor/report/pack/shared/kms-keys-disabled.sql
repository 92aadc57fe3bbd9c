-- title: Encryption keys disabled, deleted or opened
-- text: Keys that were disabled or scheduled for deletion, and changes of who may use them.
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
  AND eventName IN ('DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation', 'DeleteImportedKeyMaterial')
ORDER BY eventTime, event_id
