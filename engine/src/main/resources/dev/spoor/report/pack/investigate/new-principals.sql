-- title: Identities never seen before
-- text: Identities that did something in the period, and nothing in the days before it that the parameter history_days
--   says. Sessions of roles count by role. With no logs of those days everybody is new: see how far the logs reach
--   back.
-- advice: Find out who made them and what for.
-- thresholds: low 1, medium 5
-- columns: principal, account, kind, events, changes, refused, addresses, first_event, last_event
WITH seen AS (
  SELECT coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, userIdentity.principalId) AS principal,
         recipientAccountId AS account, coalesce(userIdentity.type, 'unknown') AS kind, eventTime, readOnly, errorCode, sourceIPAddress
  FROM events
  WHERE eventTime >= date_add('day', -:history_days, CAST(:since AS TIMESTAMP)) AND eventTime < :until
    AND userIdentity.type IS DISTINCT FROM 'AWSService'
)
SELECT principal, account, kind, count(*) AS events, count_if(NOT readOnly) AS changes,
       count_if(errorCode IS NOT NULL) AS refused, count(DISTINCT sourceIPAddress) AS addresses,
       min(eventTime) AS first_event, max(eventTime) AS last_event
FROM seen
WHERE principal IS NOT NULL
GROUP BY 1, 2, 3
HAVING min(eventTime) >= :since
ORDER BY first_event, principal, account, kind
