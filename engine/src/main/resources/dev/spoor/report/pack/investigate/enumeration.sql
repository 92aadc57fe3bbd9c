-- title: Looking around
-- text: Identities that made very many different reading calls within one hour: what somebody does who holds a key and
--   does not know what it opens.
-- advice: Compare with scanners of your own, which do this on purpose.
-- severity: medium
-- columns: actor, account, hour, different_calls, services, refused, addresses
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       date_trunc('hour', eventTime) AS hour, count(DISTINCT concat(eventSource, ':', eventName)) AS different_calls,
       count(DISTINCT eventSource) AS services, count_if(errorCode IS NOT NULL) AS refused,
       count(DISTINCT sourceIPAddress) AS addresses
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND userIdentity.type IS DISTINCT FROM 'AWSService'
  AND regexp_like(eventName, '^(List|Describe|Get|Lookup|Search)')
GROUP BY 1, 2, 3
HAVING count(DISTINCT concat(eventSource, ':', eventName)) >= :enumeration_calls
ORDER BY different_calls DESC, hour, actor, account
