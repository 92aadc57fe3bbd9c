-- title: What each identity did
-- text: Every identity with its calls in the period: the population that a reviewer samples from.
-- columns: actor, account, kind, events, changes, refused, services, addresses, first_event, last_event
-- chart: bars kind
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       coalesce(userIdentity.type, 'unknown') AS kind, count(*) AS events, count_if(NOT readOnly) AS changes,
       count_if(errorCode IS NOT NULL) AS refused, count(DISTINCT eventSource) AS services,
       count(DISTINCT sourceIPAddress) AS addresses, min(eventTime) AS first_event, max(eventTime) AS last_event
FROM events
WHERE eventTime >= :since AND eventTime < :until
GROUP BY 1, 2, 3
ORDER BY events DESC, actor, account, kind
