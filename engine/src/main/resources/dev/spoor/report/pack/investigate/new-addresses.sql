-- title: Known identities from new addresses
-- text: Users and roles that came from an address in the period from which they did not come in the days before it.
--   Only identities that were active before count; calls by AWS services do not.
-- advice: Ask the owner. An address of another country or provider is a stolen key until shown otherwise.
-- thresholds: low 1, medium 20
-- columns: principal, account, address, events, changes, refused, first_event, last_event
-- chart: bars principal
WITH seen AS (
  SELECT coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, userIdentity.principalId) AS principal,
         recipientAccountId AS account, sourceIPAddress AS address, eventTime, readOnly, errorCode
  FROM events
  WHERE eventTime >= date_add('day', -:history_days, CAST(:since AS TIMESTAMP)) AND eventTime < :until
    AND userIdentity.type IS DISTINCT FROM 'AWSService' AND userIdentity.invokedBy IS NULL
    AND sourceIPAddress IS NOT NULL AND regexp_like(sourceIPAddress, '^[0-9a-fA-F.:]+$')
), places AS (
  SELECT principal, account, address, count(*) AS events, count_if(NOT readOnly) AS changes,
         count_if(errorCode IS NOT NULL) AS refused, min(eventTime) AS first_event, max(eventTime) AS last_event
  FROM seen WHERE principal IS NOT NULL
  GROUP BY 1, 2, 3
), known AS (
  SELECT principal, account FROM places WHERE first_event < :since GROUP BY 1, 2
)
SELECT places.principal, places.account, places.address, events, changes, refused, first_event, last_event
FROM places JOIN known ON places.principal = known.principal AND places.account = known.account
WHERE first_event >= :since
ORDER BY first_event, principal, account, address
