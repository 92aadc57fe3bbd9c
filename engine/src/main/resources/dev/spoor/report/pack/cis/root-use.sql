-- title: Use of the root user
-- control: v1.4.0..v5.0.0 = 4.3; v6.0.0.. = 5.3
-- text: Whatever the root user did itself. Root cannot be limited by policies; few tasks need it.
-- advice: Find out who signed in and why. Keep the password and the second factor of root under lock, and remove its
--   access keys.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND userIdentity.type = 'Root'
  AND userIdentity.invokedBy IS NULL
  AND eventType IS DISTINCT FROM 'AwsServiceEvent'
ORDER BY eventTime, event_id
