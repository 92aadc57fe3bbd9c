# LIKE with %, _, ESCAPE, NULL and non-ASCII.
query
SELECT v FROM (VALUES ('s3.amazonaws.com'),('sts.amazonaws.com'),('S3'),(''),(NULL)) AS t(v) WHERE v LIKE 's%'
----
s3.amazonaws.com
sts.amazonaws.com

query
SELECT v FROM (VALUES ('s3.amazonaws.com'),('sts.amazonaws.com'),('S3'),(''),(NULL)) AS t(v) WHERE v NOT LIKE 's%'
----
''
S3

query
SELECT v LIKE '%', v LIKE '', v LIKE '_' FROM (VALUES (''),('a'),('ü'),('🔒'),('ab'),(NULL)) AS t(v)
----
NULL | NULL | NULL
true | false | false
true | false | true
true | false | true
true | false | true
true | true | false

query
SELECT v FROM (VALUES ('a_b'),('axb'),('a%b')) AS t(v) WHERE v LIKE 'a!_b' ESCAPE '!'
----
a_b

query
SELECT v FROM (VALUES ('a_b'),('axb'),('a%b')) AS t(v) WHERE v LIKE 'a$%b' ESCAPE '$'
----
a%b

query
SELECT v FROM (VALUES ('abc'),('aXc'),('abbc')) AS t(v) WHERE v LIKE 'a_c'
----
aXc
abc

query
SELECT 'aaab' LIKE '%ab', 'aaab' LIKE 'a%a%b', 'aaab' LIKE '%b%b', 'x.y' LIKE 'x.y', 'xzy' LIKE 'x.y'
----
true | true | false | true | false

query
SELECT v FROM (VALUES ('ab','a%'),('ab','b%'),('ab',NULL)) AS t(v,p) WHERE v LIKE p
----
ab

query
SELECT 'line
break' LIKE 'line%break', 'line
break' LIKE 'line_break'
----
true | true

query
SELECT 'größe' LIKE 'gr__e', 'größe' LIKE 'gr%e', '日本語' LIKE '__語'
----
true | true | true
