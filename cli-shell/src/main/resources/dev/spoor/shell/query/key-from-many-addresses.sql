-- title: Access keys used from many addresses
-- question: Which key may have been copied?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter least (3): addresses of one key that count
SELECT userIdentity.accessKeyId AS access_key, count(DISTINCT sourceIPAddress) AS addresses,
       count(DISTINCT userAgent) AS programs, count(*) AS calls, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND userIdentity.accessKeyId <> '' AND sourceIPAddress NOT LIKE '%.amazonaws.com'
GROUP BY 1
HAVING count(DISTINCT sourceIPAddress) >= :least
ORDER BY addresses DESC
