-- title: Calls that were not allowed
-- control: v4.0.1..v5.0.0 = 4.1; v6.0.0.. = 5.1
-- text: Calls that a policy refused, without the log delivery service and without HeadBucket, which many tools try
--   first. One now and then is daily life; many by one identity are somebody who tries doors.
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
  AND sourceIPAddress IS DISTINCT FROM 'delivery.logs.amazonaws.com'
  AND eventName IS DISTINCT FROM 'HeadBucket'
ORDER BY eventTime, event_id
