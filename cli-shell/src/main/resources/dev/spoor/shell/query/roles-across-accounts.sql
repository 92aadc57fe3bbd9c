-- title: Roles taken from other accounts
-- question: Who from outside works in here?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT userIdentity.accountId AS from_account, recipientAccountId AS account, requestParameters['roleArn'] AS role,
       count(*) AS times, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'sts.amazonaws.com' AND eventName LIKE 'AssumeRole%' AND errorCode IS NULL
  AND userIdentity.accountId <> recipientAccountId
GROUP BY 1, 2, 3
ORDER BY times DESC
