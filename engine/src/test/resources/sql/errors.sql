# What is wrong is said, with the place and the nearest name.
error COLUMN_NOT_FOUND
SELECT evntName FROM events
----
eventName

error TABLE_NOT_FOUND
SELECT * FROM evnts
----
events

error FUNCTION_NOT_FOUND
SELECT cuont(*) FROM events
----

error FUNCTION_NOT_FOUND
SELECT lenght(eventName) FROM events
----
length

error SYNTAX_ERROR
SELECT FROM events
----

error SYNTAX_ERROR
SELECT * FROM events WHERE
----

error SYNTAX_ERROR
SELEC 1
----

error SYNTAX_ERROR
SELECT 'open
----

error SYNTAX_ERROR
SELECT 1 FROM FROM events
----

error TYPE_MISMATCH
SELECT eventName + 1 FROM events
----

error TYPE_MISMATCH
SELECT length(1, 2) FROM events
----

error INVALID_STATEMENT
SELECT eventID FROM events AS a, events AS b
----

error NOT_SUPPORTED
INSERT INTO events VALUES (1)
----

error NOT_SUPPORTED
DELETE FROM events
----

error NOT_SUPPORTED
DROP TABLE events
----

error INVALID_STATEMENT
SELECT sum(count(*)) FROM events
----

error TABLE_NOT_FOUND
SELECT x.eventName FROM events AS e
----

error TABLE_NOT_FOUND
SELECT * FROM sys.nothing
----

error SYNTAX_ERROR
SELECT 1 LIMIT -1
----
