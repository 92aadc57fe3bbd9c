-- title: Roles taken by roles
-- question: Through which roles did somebody go on to others?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT userIdentity.sessionContext.sessionIssuer.userName AS from_role, userIdentity.arn AS session,
       requestParameters['roleArn'] AS to_role, count(*) AS times, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'sts.amazonaws.com' AND eventName = 'AssumeRole'
  AND userIdentity.type = 'AssumedRole'
GROUP BY 1, 2, 3
ORDER BY first
