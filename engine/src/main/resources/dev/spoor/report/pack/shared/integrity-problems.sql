-- title: Log files that were changed, or are gone
-- text: What the last verification found in the period that honest operation does not bring about: log files that are not
--   what CloudTrail signed, files and digests that are gone, breaks in the chain of digests. Only bin/spoor verify finds them.
-- advice: Treat each as tampering until it is explained. See who may write and delete in the bucket, and look for the
--   original in its versions and backups.
-- severity: high
-- columns: code, account, region, from_time, until_time, files, file, finding
SELECT code, account, region, from_time, until_time, files, file, finding
FROM sys.integrity_findings
WHERE verification = (SELECT max(verification) FROM sys.integrity_findings)
  AND severity = 'problem'
  AND (from_time IS NULL OR from_time < :until) AND (until_time IS NULL OR until_time >= :since)
ORDER BY from_time, code, file, finding
