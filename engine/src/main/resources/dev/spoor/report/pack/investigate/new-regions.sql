-- title: Activity in new regions
-- text: Regions in which something was changed in the period, and nothing in the days before it. Regions that nobody
--   uses are where stolen keys mine coins.
-- advice: Deny regions that you do not use by policy.
-- severity: medium
-- columns: account, region, changes, actors, first_change, last_change
SELECT recipientAccountId AS account, awsRegion AS region, count(*) AS changes,
       count(DISTINCT coalesce(userIdentity.arn, userIdentity.principalId)) AS actors,
       min(eventTime) AS first_change, max(eventTime) AS last_change
FROM events
WHERE eventTime >= date_add('day', -:history_days, CAST(:since AS TIMESTAMP)) AND eventTime < :until
  AND readOnly = false AND errorCode IS NULL
  AND userIdentity.type IS DISTINCT FROM 'AWSService'
GROUP BY 1, 2
HAVING min(eventTime) >= :since
ORDER BY first_change, account, region
