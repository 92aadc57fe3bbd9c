-- title: Failed console sign-ins
-- control: v1.4.0..v5.0.0 = 4.6; v6.0.0.. = 5.6
-- text: Sign-ins that failed at the password or the second factor.
-- advice: Many failures for one user, or from one address for several, are an attack; look for a success after them.
-- thresholds: low 1, medium 10, high 50
-- columns: eventTime, actor, account, region, eventName, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventName = 'ConsoleLogin'
  AND errorMessage = 'Failed authentication'
ORDER BY eventTime, event_id
