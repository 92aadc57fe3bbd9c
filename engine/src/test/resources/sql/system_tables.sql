# What the engine says about itself.
query
SELECT count(*) FROM sys.unreadable_files
duckdb
SELECT 0
----
0

query
SELECT count(*) FROM sys.columns WHERE lower(table_name) = 'events' AND lower(column_name) = 'eventname'
duckdb
SELECT 1
----
1

query
SELECT count(*) > 50 FROM sys.functions
duckdb
SELECT TRUE
----
true

query
SELECT count(*) > 100 FROM sys.log_files
duckdb
SELECT TRUE
----
true

query
SELECT count(*) > 0, count(*) = count(DISTINCT (account, region, hour)) FROM sys.coverage WHERE hour IS NOT NULL
duckdb
SELECT TRUE, TRUE
----
true | true

query
SELECT count(DISTINCT hour) FROM TABLE(COVERAGE(DATE '2026-01-01', TIMESTAMP '2026-01-02 00:00:00')) AS c
duckdb
SELECT 24
----
24
