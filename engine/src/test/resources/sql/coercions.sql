# What meets without a CAST: text with times, in comparisons, CASE and UNION; text literals with booleans. Text and numbers never do.
query
SELECT count_if(readOnly = 'true') = count_if(readOnly), count_if(readOnly IN ('true', 'FALSE')) = count(readOnly), count_if(readOnly NOT IN ('true')) = count_if(NOT readOnly), count_if(readOnly IS DISTINCT FROM 'true') = count_if(readOnly IS DISTINCT FROM true), count_if(CASE readOnly WHEN 'true' THEN true END) = count_if(readOnly) FROM lake_view
duckdb none
----
true | true | true | true | true

query
SELECT count_if(sessionCredentialFromConsole = true) = count_if(sessionCredentialFromConsole = 'true'), count_if(sessionCredentialFromConsole IN (true, false)) = count_if(sessionCredentialFromConsole IN ('true', 'false')) FROM lake_view
duckdb none
----
true | true

error TYPE_MISMATCH
SELECT count(*) FROM lake_view WHERE readOnly = 'maybe'
----
'maybe' is compared with a boolean

error TYPE_MISMATCH
SELECT count(*) FROM lake_view WHERE readOnly IN ('true', 'maybe')
----

error TYPE_MISMATCH
SELECT count(*) FROM lake_view WHERE readOnly = eventName
----
boolean and varchar cannot be compared

error TYPE_MISMATCH
SELECT count(*) FROM lake_view WHERE readOnly = 1
----

# text that meets times in a column becomes a time; NULL stays NULL
query
SELECT t FROM (SELECT timestamp '2020-01-01 00:00:00' AS t UNION ALL SELECT x FROM (VALUES '2020-01-01T00:00:00Z', '2020-01-02', '2020-01-01 01:00:00.5', NULL) AS v(x) UNION ALL SELECT '2019-12-31')
duckdb none
----
2020-01-01T00:00
2020-01-01T00:00
2020-01-02T00:00
2020-01-01T01:00:00.500
NULL
2019-12-31T00:00

query
SELECT x, y FROM (VALUES ('2020-01-01T00:00:00Z', 'x')) AS v(x, y) UNION SELECT timestamp '2020-01-01 00:00:00', 'x'
duckdb none
----
2020-01-01T00:00 | x

query
SELECT min(t) < max(t), typeof(min(t)) FROM (SELECT eventTime AS t, eventID FROM lake_view UNION ALL SELECT * FROM (VALUES ('2020-01-01T00:00:00Z', 'x')))
duckdb none
----
true | timestamp(3)

query
SELECT CAST(x AS varchar) FROM (SELECT x FROM (VALUES '2020-01-01T00:00:00Z') AS v(x) UNION SELECT '2021-01-01' UNION ALL SELECT TIMESTAMP '2020-01-01 00:00:00 America/New_York')
duckdb none
----
2020-01-01 00:00:00.000 UTC
2021-01-01 00:00:00.000 UTC
2020-01-01 05:00:00.000 UTC

query
SELECT count(*) FROM (SELECT timestamp '2020-01-01 00:00:00' AS t INTERSECT SELECT x FROM (VALUES '2020-01-01T00:00:00Z') AS v(x))
duckdb none
----
1

query
SELECT coalesce(CAST(NULL AS timestamp), '2026-01-01'), CASE WHEN 1 = 2 THEN timestamp '2020-01-01 00:00:00' ELSE '2020-01-01T12:00:00Z' END, if(true, x, timestamp '2020-01-01 00:00:00'), coalesce(date '2020-01-01', '2026-01-01'), CAST(if(false, '2020-01-01', TIMESTAMP '2020-01-01 00:00:00 America/New_York') AS varchar), CAST(if(true, '2020-01-01', TIMESTAMP '2020-01-01 00:00:00 UTC') AS varchar) FROM (VALUES '2020-01-02') AS v(x)
duckdb none
----
2026-01-01T00:00 | 2020-01-01T12:00 | 2020-01-02T00:00 | 2020-01-01 | 2020-01-01 05:00:00.000 UTC | 2020-01-01 00:00:00.000 UTC

error INVALID_CAST
SELECT CASE WHEN readOnly THEN eventTime ELSE 'never' END FROM lake_view WHERE false
----
'never' is no point in time

error INVALID_CAST
SELECT x FROM (VALUES 'never') AS v(x) UNION SELECT timestamp '2020-01-01 00:00:00'
----
never

error INVALID_CAST
SELECT count(*) FROM lake_view WHERE eventTime IN ('2026-03-01', 'yesterday')
----

# text with numbers, times with numbers: at validation, so no row is needed
error TYPE_MISMATCH
SELECT eventName FROM lake_view WHERE false AND eventName = 1
----
varchar and integer cannot be compared

error TYPE_MISMATCH
SELECT eventName FROM lake_view WHERE false AND eventName IN (1, 2)
----

error TYPE_MISMATCH
SELECT eventName FROM lake_view WHERE false AND eventName BETWEEN 1 AND 2
----

error TYPE_MISMATCH
SELECT eventName FROM lake_view WHERE false AND eventName IN (SELECT 1)
----

error TYPE_MISMATCH
SELECT coalesce(eventName, 1) FROM lake_view WHERE false
----

error TYPE_MISMATCH
SELECT eventName FROM lake_view WHERE false UNION SELECT 1
----

error TYPE_MISMATCH
SELECT eventTime FROM lake_view WHERE false UNION SELECT 1
----

error TYPE_MISMATCH
SELECT nullif(eventName, 1) FROM lake_view WHERE false
----

error TYPE_MISMATCH
SELECT date '2020-01-01' + 1
----
