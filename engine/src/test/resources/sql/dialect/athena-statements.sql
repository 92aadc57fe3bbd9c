# Statements other than SELECT, and what is refused because it would write.
query
SELECT count(*) FROM (TABLE athena_view)
duckdb
SELECT 40
----
40

query
TABLE perimeter_trail LIMIT 0
duckdb
SELECT 1 WHERE FALSE
----

query
VALUES (1, 'a'), (2, 'b')
----
1 | a
2 | b

query
SHOW COLUMNS FROM central_trail LIKE 'd%'
duckdb none
----
date | varchar | '' | Partition column: {yyyy}/{MM}/{dd} of the file's key

error SYNTAX_ERROR
DESCRIBE security.trail timestamp
----

query
SELECT 1 AS one WHERE 1 = 1
----
1

query
SELECT eventname FROM athena_view WHERE eventname = 'RebootDBInstance'ORDER BY eventname
----
RebootDBInstance

query
SELECT group_name, identity FROM (SELECT eventtype AS group_name, useridentity.type AS identity FROM athena_view) WHERE identity = 'FederatedUser'
duckdb
VALUES ('AwsApiCall', 'FederatedUser')
----
AwsApiCall | FederatedUser

query
SELECT first, last, hour, offset, data, view FROM (VALUES (1, 2, 3, 4, 5, 6)) AS t (first, last, hour, offset, data, view)
duckdb
VALUES (1, 2, 3, 4, 5, 6)
----
1 | 2 | 3 | 4 | 5 | 6

query
SELECT CAST(split_part(eventversion, '.', 2) AS integer) >= 10 AS recent, count(*) FROM athena_view GROUP BY 1
----
false | 4
true | 36

error NOT_SUPPORTED
CREATE VIEW v AS SELECT 1 AS x
----

error NOT_SUPPORTED
CREATE OR REPLACE VIEW logins AS SELECT eventname FROM athena_view
----

error NOT_SUPPORTED
CREATE TABLE copy WITH (format = 'ORC', partitioned_by = ARRAY['day']) AS SELECT * FROM athena_view
----

error NOT_SUPPORTED
INSERT INTO t SELECT * FROM athena_view
----

error NOT_SUPPORTED
DROP TABLE athena_view
----

error NOT_SUPPORTED
UPDATE athena_view SET readonly = 'true'
----

error NOT_SUPPORTED
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t
----

error NOT_SUPPORTED
SELECT eventname FROM athena_view TABLESAMPLE BERNOULLI (10)
----

error SYNTAX_ERROR
SELECT eventname FROM athena_view WHERE eventname = "StopLogging'
----

error COLUMN_NOT_FOUND
SELECT eventname FROM athena_view WHERE eventname = "StopLogging"
----
StopLogging

error TABLE_NOT_FOUND
SELECT x.eventname FROM athena_view a
----
x

error FUNCTION_NOT_FOUND
SELECT datediff(eventtime, now()) FROM athena_view
----
date_diff

error TYPE_MISMATCH
SELECT date_diff('minute', eventtime, now()) FROM athena_view
----

error INVALID_STATEMENT
SELECT eventname AS n FROM athena_view GROUP BY count(*)
----

error COLUMN_NOT_FOUND
SELECT eventname AS n FROM athena_view WHERE n = 'x'
----
n

error INVALID_STATEMENT
SELECT sum(count(*)) FROM athena_view GROUP BY eventname
----

error INVALID_STATEMENT
SELECT eventname FROM athena_view WHERE eventname
----

error TYPE_MISMATCH
SELECT eventname FROM athena_view WHERE readonly = 1
----

error CARDINALITY_VIOLATION
SELECT (SELECT eventname FROM athena_view) FROM athena_view
----

error INVALID_ARGUMENT
SELECT regexp_like(eventname, '(') FROM athena_view
----

error INVALID_CAST
SELECT count(*) FROM lake_view WHERE eventTime > '2026-13-45'
----
2026-13-45
