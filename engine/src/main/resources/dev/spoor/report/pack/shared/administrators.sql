-- title: What administrators changed
-- text: Changes by root and by identities whose name matches the parameter administrators, by service. Calls by AWS on
--   their behalf are left out.
-- columns: actor, account, service, changes, different_calls, refused, first_change, last_change
-- chart: bars actor
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       eventSource AS service, count(*) AS changes, count(DISTINCT eventName) AS different_calls,
       count_if(errorCode IS NOT NULL) AS refused, min(eventTime) AS first_change, max(eventTime) AS last_change
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND readOnly IS DISTINCT FROM true
  AND userIdentity.invokedBy IS NULL
  AND (userIdentity.type = 'Root' OR lower(userIdentity.arn) LIKE lower(:administrators))
GROUP BY 1, 2, 3
ORDER BY changes DESC, actor, account, service
