-- title: Addresses from which many sign-ins failed
-- question: From where does somebody guess passwords?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter least (5): failures from one address that count
SELECT sourceIPAddress, count(*) AS failures, count(DISTINCT userIdentity.userName) AS users,
       min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventName = 'ConsoleLogin' AND responseElements['ConsoleLogin'] = 'Failure'
GROUP BY sourceIPAddress
HAVING count(*) >= :least
ORDER BY failures DESC
