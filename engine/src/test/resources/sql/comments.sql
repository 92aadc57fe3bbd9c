# Comments and blanks anywhere; a closing semicolon.
query
SELECT /* in the middle */ 1 -- at the end
----
1

query
-- before
SELECT 1;
----
1

query
SELECT
	1
+
1
----
2
