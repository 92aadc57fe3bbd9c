-- title: Accounts with less than twelve months of logs
-- text: How far the logs of each account reach back from the end of the period. An account with younger logs is either
--   new, or its older logs are not kept here.
-- advice: Show that the account is new, or where its older logs are.
-- severity: medium
-- columns: account, first_event, last_event, days, events
SELECT recipientAccountId AS account, min(eventTime) AS first_event, max(eventTime) AS last_event,
       date_diff('day', min(eventTime), CAST(:until AS TIMESTAMP)) AS days, count(*) AS events
FROM events
WHERE eventTime < :until
GROUP BY 1
HAVING date_diff('day', min(eventTime), CAST(:until AS TIMESTAMP)) < 365
ORDER BY account
