# Arrays: subscripts from 1, and functions over them.
query
SELECT ARRAY[1, 2, 3], cardinality(ARRAY[1, 2, 3])
duckdb
SELECT [1, 2, 3], 3
----
[1, 2, 3] | 3

query
SELECT ARRAY['a', 'b'][1], element_at(ARRAY['a', 'b'], 2), element_at(ARRAY['a', 'b'], -1)
duckdb
SELECT 'a', 'b', 'b'
----
a | b | b

query
SELECT element_at(ARRAY['a'], 5)
duckdb none
----
NULL

query
SELECT contains(ARRAY['a', 'b'], 'b'), contains(ARRAY['a'], 'z')
duckdb
SELECT TRUE, FALSE
----
true | false

query
SELECT array_join(ARRAY['a', 'b', 'c'], '-')
duckdb
SELECT 'a-b-c'
----
a-b-c

query
SELECT array_distinct(ARRAY[1, 2, 1]), array_max(ARRAY[3, 9, 2]), array_min(ARRAY[3, 9, 2])
duckdb
SELECT [1, 2], 9, 2
----
[1, 2] | 9 | 2

query
SELECT array_sort(ARRAY[3, 1, 2]), slice(ARRAY[1, 2, 3, 4], 2, 2), array_position(ARRAY['a', 'b'], 'b')
duckdb
SELECT [1, 2, 3], [2, 3], 2
----
[1, 2, 3] | [2, 3] | 2
