-- title: Calls that were not allowed
-- control: v1.4.0..v3.0.0 = 4.1
-- text: Calls that a policy refused. One now and then is daily life; many by one identity are somebody who tries
--   doors.
-- advice: Look at identities with many refusals first: a broken job repeats one call, a search tries many different
--   ones.
-- thresholds: low 1, medium 50, high 1000
-- columns: eventTime, actor, account, region, service, eventName, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       eventSource AS service,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND (errorCode LIKE '%UnauthorizedOperation' OR errorCode LIKE 'AccessDenied%')
ORDER BY eventTime, event_id
