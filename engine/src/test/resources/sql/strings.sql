# Functions over text; positions count characters, not bytes.
query
SELECT length('größe'), length(''), length('🔒日本'), length(NULL)
----
5 | 0 | 3 | NULL

query
SELECT upper('größe é'), lower('ÉCLAIR I'), reverse('añb')
duckdb
SELECT 'GRÖßE É', 'éclair i', 'bña'
----
GRÖßE É | éclair i | bña

query
SELECT 'a' || 'b' || 'c', 'a' || NULL, concat('x', 'y', 'z')
----
abc | NULL | xyz

query
SELECT substr('hello', 2), substr('hello', 2, 3), substring('hello', 4), substring('hello' FROM 2 FOR 2)
----
ello | ell | lo | el

query
SELECT substr('größe', 3, 2), substr('hello', -3), substr('hello', 10)
----
öß | llo | ''

query
SELECT trim('  a b '), ltrim('  a'), rtrim('a  '), trim(BOTH 'x' FROM 'xxaxx')
duckdb
SELECT trim('  a b '), ltrim('  a'), rtrim('a  '), trim('xxaxx', 'x')
----
a b | a | a | a

query
SELECT replace('a.b.c', '.', '-'), replace('aaa', 'a', ''), replace('abc', 'x', 'y')
----
a-b-c | '' | abc

query
SELECT replace('s3.amazonaws.com', '.amazonaws.com')
duckdb
SELECT replace('s3.amazonaws.com', '.amazonaws.com', '')
----
s3

query
SELECT strpos('arn:aws:iam', ':'), strpos('abc', 'z'), position('c' IN 'abc')
----
4 | 0 | 3

query
SELECT split_part('arn:aws:iam::123:user/x', ':', 5), split_part('a/b', '/', 2)
----
123 | b

query
SELECT split_part('a/b', '/', 3)
duckdb none
----
NULL

query
SELECT starts_with('AccessDenied', 'Access'), starts_with('a', 'ab'), ends_with('a.json', '.json')
----
true | false | true

query
SELECT lpad('7', 3, '0'), rpad('ab', 4, '.')
----
007 | ab..

query
SELECT lpad('12345', 3, '0')
duckdb none
----
123

query
SELECT chr(65), codepoint('A')
duckdb
SELECT chr(65), ascii('A')
----
A | 65

query
SELECT concat_ws('/', 'a', 'b', NULL, 'c')
----
a/b/c

query
SELECT split('a,b,,c', ',')
----
['a', 'b', '', 'c']

query
SELECT translate('abc', 'ab', 'xy')
----
xyc

query
SELECT 'Z' < 'a', 'a' < 'ä', '' < 'a', 'abc' < 'abd'
----
true | true | true | true
