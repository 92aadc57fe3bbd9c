# Regular expressions.
query
SELECT regexp_like('AssumeRole', 'Role$'), regexp_like('AssumeRole', '^Role'), regexp_like(NULL, 'x')
duckdb
SELECT regexp_matches('AssumeRole', 'Role$'), regexp_matches('AssumeRole', '^Role'), regexp_matches(NULL, 'x')
----
true | false | NULL

query
SELECT regexp_extract('arn:aws:iam::111122223333:user/ana', '[0-9]{12}'), regexp_extract('key=value', '([a-z]+)=([a-z]+)', 2)
----
111122223333 | value

query
SELECT regexp_extract('abc', '[0-9]+')
duckdb none
----
NULL

query
SELECT regexp_replace('a1b22c', '[0-9]+', '#')
duckdb
SELECT regexp_replace('a1b22c', '[0-9]+', '#', 'g')
----
a#b#c

query
SELECT regexp_replace('2026-03-01', '(\d+)-(\d+)-(\d+)', '$3.$2.$1')
duckdb none
----
01.03.2026

query
SELECT regexp_replace('a1b2', '[0-9]')
duckdb none
----
ab

query
SELECT v FROM (VALUES ('i-0abc'),('vol-1'),('i-xyz')) AS t(v) WHERE regexp_like(v, '^i-[0-9a-f]+$')
duckdb
SELECT v FROM (VALUES ('i-0abc'),('vol-1'),('i-xyz')) AS t(v) WHERE regexp_matches(v, '^i-[0-9a-f]+$')
----
i-0abc

query
SELECT regexp_extract_all('a1b22', '[0-9]+')
----
['1', '22']
