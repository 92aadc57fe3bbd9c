-- title: What the root user did
-- question: Did somebody work as root, who is meant for emergencies alone?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventSource, eventName, sourceIPAddress, recipientAccountId AS account, userAgent, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND userIdentity.type = 'Root'
  AND userIdentity.invokedBy IS NULL
  AND eventType <> 'AwsServiceEvent'
ORDER BY eventTime
