# The file and the place of a record, only when named.
query
SELECT count(DISTINCT "$path") > 100, min("$ordinal"), count("$path") = count(*) FROM deliveries
duckdb
SELECT TRUE, 0, TRUE
----
true | 0 | true

query
SELECT count(*) FROM deliveries WHERE "$path" LIKE '%/CloudTrail-Insight/%'
duckdb
SELECT count(*) FROM deliveries WHERE eventCategory = 'Insight'
----
30

query
SELECT count(*) FROM (SELECT "$path", "$ordinal", count(*) AS c FROM deliveries GROUP BY 1, 2 HAVING count(*) > 1) AS x
duckdb
SELECT 0
----
0
