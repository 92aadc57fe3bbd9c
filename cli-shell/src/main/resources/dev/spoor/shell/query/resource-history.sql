-- title: What happened to one resource
-- question: Who did anything with this bucket, key, machine or role?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter resource (payroll-archive): name, id or ARN as it stands in the records
SELECT eventTime, eventSource, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress, readOnly, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventJson LIKE '%' || :resource || '%'
ORDER BY eventTime
