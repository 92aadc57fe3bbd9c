-- title: Log files that are not proved to be genuine
-- text: Log files that may hold events of the period, by what verification says of them, unless that is 'valid'. A file
--   that was never verified proves nothing either way.
-- advice: Turn on log file validation of the trail, keep the digest files, and run bin/spoor verify before the report.
-- severity: medium
-- columns: integrity, files, records, first_event, last_event, last_checked
SELECT coalesce(integrity, 'never verified') AS integrity, count(*) AS files, sum(records) AS records,
       min(min_event_time) AS first_event, max(max_event_time) AS last_event, max(integrity_checked) AS last_checked
FROM sys.log_files
WHERE (min_event_time IS NULL OR min_event_time < :until) AND (max_event_time IS NULL OR max_event_time >= :since)
  AND integrity IS DISTINCT FROM 'valid'
GROUP BY 1
ORDER BY files DESC, integrity
