-- title: Regions used for the first time
-- question: Where did something begin that nobody planned?
-- parameter since (2026-06-05): new is what was not seen before this time
-- parameter until (2100-01-01): events before this time
SELECT recipientAccountId AS account, awsRegion AS region, min(eventTime) AS first, count(*) AS calls,
       count(DISTINCT coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type)) AS actors
FROM events
WHERE eventTime < :until
GROUP BY 1, 2
HAVING min(eventTime) >= :since
ORDER BY first
