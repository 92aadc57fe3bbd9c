-- title: Attempts that were refused
-- text: Calls that a policy refused, by identity: how many, and how many different ones. A broken job repeats one
--   call; who tries many different ones is looking for what he can do.
-- advice: Begin with identities that tried many different calls.
-- thresholds: low 1, medium 20, high 200
-- columns: actor, account, refused, different_calls, services, first_refusal, last_refusal
-- chart: bars actor
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       count(*) AS refused, count(DISTINCT concat(eventSource, ':', eventName)) AS different_calls,
       count(DISTINCT eventSource) AS services, min(eventTime) AS first_refusal, max(eventTime) AS last_refusal
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND (errorCode LIKE '%UnauthorizedOperation' OR errorCode LIKE 'AccessDenied%')
GROUP BY 1, 2
ORDER BY different_calls DESC, refused DESC, actor, account
