# Whole and floating numbers; what overflows or divides by zero is an error.
query
SELECT 7 + 2, 7 - 2, 7 * 2, 7 % 2, -7 % 2
----
9 | 5 | 14 | 1 | -1

query
SELECT 7 / 2, -7 / 2, 7 / -2
duckdb
SELECT 7 // 2, -(7 // 2), -(7 // 2)
----
3 | -3 | -3

query
SELECT 7.0E0 / 2, 1E0 / 3
----
3.5 | 0.333333333333

query
SELECT 1 + NULL, NULL * 0, NULL % 2
----
NULL | NULL | NULL

query
SELECT (1 + 2) * 3 - 4 / 2
duckdb
SELECT (1 + 2) * 3 - 4 // 2
----
7

query
SELECT abs(-5), abs(5.5E0), mod(10, 3), sign(-3)
----
5 | 5.5 | 1 | -1

query
SELECT floor(1.7E0), ceil(1.2E0), ceiling(-1.2E0), round(2.4E0), round(-2.6E0)
----
1 | 2 | -1 | 2 | -3

query
SELECT power(2, 10), sqrt(16), exp(0), ln(1)
----
1024 | 4 | 1 | 0

query
SELECT round(2.345E0, 2), truncate(2.9E0)
duckdb
SELECT CAST(round(2.345, 2) AS DOUBLE), trunc(2.9)
----
2.35 | 2

query
SELECT - (-3), +4, 2 - -2
----
3 | 4 | 4

error DIVISION_BY_ZERO
SELECT 1 / 0
----

error DIVISION_BY_ZERO
SELECT id / (id - id) FROM (VALUES (1),(2)) AS t(id)
----

error NUMERIC_OVERFLOW
SELECT 9223372036854775807 + 1
----

error DIVISION_BY_ZERO
SELECT 5 % 0
----
