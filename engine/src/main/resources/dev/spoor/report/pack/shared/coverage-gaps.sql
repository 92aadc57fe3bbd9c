-- title: Hours without evidence
-- text: Hours of the period in which log files are missing, changed or unreadable, or a trail did not log, by account and
--   region. Hours that nothing confirms are not here; they are under "Coverage" on the page.
-- advice: Look for the files in the bucket's versions and backups; ask who stopped the trail, and what happened meanwhile.
-- severity: high
-- columns: account, region, state, hours, first_hour, last_hour, files_missing, files_changed, files_unreadable, off_seconds
SELECT account, region, state, count(*) AS hours, min(hour) AS first_hour, max(hour) AS last_hour,
       sum(files_missing) AS files_missing, sum(files_changed) AS files_changed, sum(files_unreadable) AS files_unreadable,
       sum(off_seconds) AS off_seconds
FROM TABLE(COVERAGE(:since, :until))
WHERE state IN ('missing', 'changed', 'unreadable', 'off')
GROUP BY account, region, state
ORDER BY account, region, state
