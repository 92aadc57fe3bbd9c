-- title: Sign-ins that worked after many that failed
-- question: Was a password guessed in the end?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter least (3): failures within a day before that count
SELECT s.eventTime, s.userIdentity.userName AS user_name, s.sourceIPAddress, count(*) AS failures_before, min(f.eventTime) AS first_failure
FROM events AS s
JOIN events AS f ON f.sourceIPAddress = s.sourceIPAddress
WHERE s.eventTime >= :since AND s.eventTime < :until
  AND s.eventName = 'ConsoleLogin' AND s.responseElements['ConsoleLogin'] = 'Success'
  AND f.eventName = 'ConsoleLogin' AND f.responseElements['ConsoleLogin'] = 'Failure'
  AND f.eventTime < s.eventTime AND f.eventTime >= s.eventTime - INTERVAL '1' DAY
GROUP BY s.eventID, s.eventTime, s.userIdentity.userName, s.sourceIPAddress
HAVING count(*) >= :least
ORDER BY s.eventTime
