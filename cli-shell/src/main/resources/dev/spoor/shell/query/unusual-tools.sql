-- title: Programs that attackers like
-- question: Does a program call that nobody here should use?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter pattern (kali|parrot|pentoo|pacu|cloudfox|scoutsuite|trufflehog|prowler): regular expression of such programs
SELECT eventTime, eventSource, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress, userAgent, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND regexp_like(lower(userAgent), :pattern)
ORDER BY eventTime
