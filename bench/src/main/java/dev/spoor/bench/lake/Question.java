/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import java.util.ArrayList;
import java.util.List;

/**
 * A question that analysts ask, in each engine's SQL. Answers are few rows of text and whole numbers in a total order.
 *
 * @param title in a few words
 * @param spoor over the table {@code events}
 * @param duckDb over {@code events} of the same columns, the free-form ones JSON text
 * @param clickHouse likewise; its names are those of the columns, in lower case
 */
record Question(String title, String spoor, String duckDb, String clickHouse) {
    /** The same words for all. */
    private static Question same(String title, String sql) {
        return new Question(title, sql, sql, inLowerCase(sql));
    }

    /** All but what is in quotes. */
    private static String inLowerCase(String sql) {
        StringBuilder text = new StringBuilder(sql.length());
        boolean isQuoted = false;
        for (char c : sql.toCharArray()) {
            isQuoted ^= c == '\'';
            text.append(isQuoted ? c : Character.toLowerCase(c));
        }
        return text.toString();
    }

    /**
     * All of them.
     *
     * @param eventId of an event that is there
     */
    static List<Question> all(String eventId) {
        List<Question> all = new ArrayList<>(lookups(eventId));
        all.addAll(summaries());
        return List.copyOf(all);
    }

    /** A few rows of many. */
    private static List<Question> lookups(String eventId) {
        return List.of(
                same(
                        "one event by its id",
                        "SELECT eventName, sourceIPAddress FROM events WHERE eventID = '" + eventId + "'"),
                same(
                        "a rare event name",
                        "SELECT userIdentity.arn, count(*) FROM events WHERE eventName = 'DeleteBucket' GROUP BY 1 ORDER BY 1"),
                same(
                        "one day, by service",
                        "SELECT eventSource, count(*) FROM events WHERE eventTime >= TIMESTAMP '2026-03-10 00:00:00'"
                                + " AND eventTime < TIMESTAMP '2026-03-11 00:00:00' GROUP BY 1 ORDER BY 1"),
                same(
                        "most frequent names",
                        "SELECT eventName, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"),
                same(
                        "errors by service",
                        "SELECT eventSource, errorCode, count(*) FROM events WHERE errorCode IS NOT NULL GROUP BY 1, 2"
                                + " ORDER BY 3 DESC, 1, 2 LIMIT 50"),
                new Question(
                        "failed logins, from JSON",
                        "SELECT sourceIPAddress, count(*) FROM events WHERE eventName = 'ConsoleLogin'"
                                + " AND responseElements['ConsoleLogin'] = 'Failure' GROUP BY 1 ORDER BY 2 DESC, 1",
                        "SELECT sourceIPAddress, count(*) FROM events WHERE eventName = 'ConsoleLogin'"
                                + " AND (responseElements->>'$.ConsoleLogin') = 'Failure' GROUP BY 1 ORDER BY 2 DESC, 1",
                        "SELECT sourceipaddress, count() FROM events WHERE eventname = 'ConsoleLogin'"
                                + " AND JSONExtractString(responseelements, 'ConsoleLogin') = 'Failure' GROUP BY 1 ORDER BY 2 DESC, 1"),
                same(
                        "use of root",
                        "SELECT eventName, count(*) FROM events WHERE userIdentity.type = 'Root' GROUP BY 1 ORDER BY 2 DESC, 1"));
    }

    /** All rows, or most of them, put together. */
    private static List<Question> summaries() {
        return List.of(
                new Question(
                        "events per hour",
                        "SELECT CAST(to_unixtime(date_trunc('hour', eventTime)) AS BIGINT), count(*) FROM events GROUP BY 1 ORDER BY 1",
                        "SELECT CAST(epoch(date_trunc('hour', eventTime)) AS BIGINT), count(*) FROM events GROUP BY 1 ORDER BY 1",
                        "SELECT toUnixTimestamp(toStartOfHour(eventtime)), count() FROM events GROUP BY 1 ORDER BY 1"),
                same(
                        "distinct addresses per principal",
                        "SELECT userIdentity.arn, count(DISTINCT sourceIPAddress) FROM events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"),
                same(
                        "share of errors per role",
                        "SELECT userIdentity.sessionContext.sessionIssuer.userName, count(*), count(errorCode) FROM events"
                                + " WHERE userIdentity.type = 'AssumedRole' GROUP BY 1 ORDER BY 1"),
                new Question(
                        "bytes out by bucket, from JSON",
                        "SELECT requestParameters['bucketName'], sum(CAST(CAST(additionalEventData['bytesTransferredOut'] AS DOUBLE)"
                                + " AS BIGINT)) FROM events WHERE eventName = 'GetObject' GROUP BY 1 ORDER BY 1",
                        "SELECT requestParameters->>'$.bucketName', CAST(sum(CAST(CAST(additionalEventData->>'$.bytesTransferredOut' AS DOUBLE)"
                                + " AS BIGINT)) AS BIGINT) FROM events WHERE eventName = 'GetObject' GROUP BY 1 ORDER BY 1",
                        "SELECT JSONExtract(requestparameters, 'bucketName', 'Nullable(String)'),"
                                + " sum(toInt64(JSONExtract(additionaleventdata, 'bytesTransferredOut', 'Nullable(Float64)')))"
                                + " FROM events WHERE eventname = 'GetObject' GROUP BY 1 ORDER BY 1"),
                same(
                        "LIKE on names",
                        "SELECT eventName, count(*) FROM events WHERE eventName LIKE 'Delete%' GROUP BY 1 ORDER BY 1"),
                new Question(
                        "security groups opened to a block, LIKE on JSON",
                        "SELECT recipientAccountId, count(*) FROM events WHERE eventName = 'AuthorizeSecurityGroupIngress'"
                                + " AND element_at(requestParameters, 'ipPermissions') LIKE '%10.36.%' GROUP BY 1 ORDER BY 1",
                        "SELECT recipientAccountId, count(*) FROM events WHERE eventName = 'AuthorizeSecurityGroupIngress'"
                                + " AND (requestParameters->>'$.ipPermissions') LIKE '%10.36.%' GROUP BY 1 ORDER BY 1",
                        "SELECT recipientaccountid, count() FROM events WHERE eventname = 'AuthorizeSecurityGroupIngress'"
                                + " AND JSONExtractRaw(requestparameters, 'ipPermissions') LIKE '%10.36.%' GROUP BY 1 ORDER BY 1"),
                new Question(
                        "resources by type, UNNEST",
                        "SELECT r.type, count(*) FROM events CROSS JOIN UNNEST(resources) AS t(r) GROUP BY 1 ORDER BY 1",
                        "SELECT r.type, count(*) FROM (SELECT unnest(resources) AS r FROM events) GROUP BY 1 ORDER BY 1",
                        "SELECT r.type, count() FROM events ARRAY JOIN resources AS r GROUP BY 1 ORDER BY 1"),
                new Question(
                        "last write per principal",
                        "SELECT userIdentity.arn, CAST(to_unixtime(max(eventTime)) AS BIGINT) FROM events WHERE readOnly = false"
                                + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50",
                        "SELECT userIdentity.arn, CAST(epoch(max(eventTime)) AS BIGINT) FROM events WHERE readOnly = false"
                                + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50",
                        "SELECT useridentity.arn, toUnixTimestamp(max(eventtime)) FROM events WHERE readonly = false"
                                + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50"),
                same(
                        "a word anywhere in messages",
                        "SELECT eventName, count(*) FROM events WHERE errorMessage LIKE '%does not%' GROUP BY 1 ORDER BY 2 DESC, 1"),
                new Question(
                        "roll-up by day, account, region",
                        "SELECT CAST(to_unixtime(date_trunc('day', eventTime)) AS BIGINT), recipientAccountId, awsRegion, count(*),"
                                + " count(DISTINCT userIdentity.arn) FROM events GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
                        "SELECT CAST(epoch(date_trunc('day', eventTime)) AS BIGINT), recipientAccountId, awsRegion, count(*),"
                                + " count(DISTINCT userIdentity.arn) FROM events GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
                        "SELECT toUnixTimestamp(toStartOfDay(eventtime)), recipientaccountid, awsregion, count(),"
                                + " count(DISTINCT useridentity.arn) FROM events GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"),
                new Question(
                        "how many, from when to when",
                        "SELECT count(*), CAST(to_unixtime(min(eventTime)) AS BIGINT), CAST(to_unixtime(max(eventTime)) AS BIGINT) FROM events",
                        "SELECT count(*), CAST(epoch(min(eventTime)) AS BIGINT), CAST(epoch(max(eventTime)) AS BIGINT) FROM events",
                        "SELECT count(), toUnixTimestamp(min(eventtime)), toUnixTimestamp(max(eventtime)) FROM events"),
                same(
                        "programs of one address block",
                        "SELECT userAgent, count(*) FROM events WHERE sourceIPAddress LIKE '203.0.113.%' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"));
    }
}
