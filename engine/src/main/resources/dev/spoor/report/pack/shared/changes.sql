-- title: Changes of the environment
-- text: Changes by identity and service: the population from which changes are sampled and compared with their
--   requests.
-- columns: actor, account, kind, service, changes, different_calls, refused, first_change, last_change
-- chart: bars service
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       coalesce(userIdentity.type, 'unknown') AS kind, eventSource AS service, count(*) AS changes,
       count(DISTINCT eventName) AS different_calls, count_if(errorCode IS NOT NULL) AS refused,
       min(eventTime) AS first_change, max(eventTime) AS last_change
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND readOnly = false
  AND eventCategory IS DISTINCT FROM 'Data'
  AND userIdentity.type IS DISTINCT FROM 'AWSService'
GROUP BY 1, 2, 3, 4
ORDER BY changes DESC, actor, account, kind, service
