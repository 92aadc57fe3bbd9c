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
