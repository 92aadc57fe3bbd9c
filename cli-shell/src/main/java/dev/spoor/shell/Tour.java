/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleStory;
import java.util.List;

/** The questions of the demo: what an investigator asks one after the other. */
final class Tour {
    private Tour() {}

    /**
     * @param title the question in words
     * @param sql the question in SQL, without a semicolon
     * @param chart whether the rows, a label and a number, are drawn as bars
     * @param remark what the answer shows
     */
    record Question(String title, String sql, boolean chart, String remark) {}

    static List<Question> questions(SampleSpec spec) {
        SampleStory story = SampleStory.of(spec);
        return List.of(
                new Question(
                        "Who deleted the bucket " + SampleStory.BUCKET + "?",
                        """
                        SELECT eventTime, eventName, errorCode, userIdentity.arn, sourceIPAddress
                        FROM events
                        WHERE eventName = 'DeleteBucket'
                          AND requestParameters['bucketName'] = '%s'
                        ORDER BY eventTime""".replace("%s", SampleStory.BUCKET),
                        false,
                        "Nobody is called " + SampleStory.SESSION_NAME + ": that is a session name, chosen freely."),
                new Question(
                        "Which role did it really, and who took that role?",
                        """
                        WITH deletion AS (
                          SELECT userIdentity.accessKeyId AS accessKey,
                                 userIdentity.sessionContext.sessionIssuer.userName AS role
                          FROM events
                          WHERE eventName = 'DeleteBucket' AND errorCode IS NULL
                            AND requestParameters['bucketName'] = '%s')
                        SELECT taken.eventTime, deletion.role, taken.userIdentity.userName AS taken_by,
                               taken.sourceIPAddress
                        FROM events AS taken
                        JOIN deletion ON json_extract_scalar(taken.responseElements['credentials'],
                                                             '$.accessKeyId') = deletion.accessKey
                        WHERE taken.eventName = 'AssumeRole'""".replace("%s", SampleStory.BUCKET),
                        false,
                        "The access key of the session leads to the AssumeRole that made it, and so to a person."),
                new Question(
                        "From where did console sign-ins fail that day?",
                        """
                        SELECT sourceIPAddress, count(*) AS failures, min(eventTime) AS first, max(eventTime) AS last
                        FROM events
                        WHERE eventName = 'ConsoleLogin'
                          AND responseElements['ConsoleLogin'] = 'Failure'
                          AND eventTime >= '%s' AND eventTime < '%t'
                        GROUP BY sourceIPAddress
                        ORDER BY failures DESC
                        LIMIT 5""".replace("%s", story.day().toString())
                                .replace("%t", story.day().plusDays(1).toString()),
                        false,
                        "One address stands out. Only files of that day (and a day after, for late delivery) were read."),
                new Question(
                        "At which hours of the day is this account busy?",
                        """
                        SELECT hour(eventTime) AS hour, count(*) AS events
                        FROM events
                        WHERE recipientAccountId = '%s'
                        GROUP BY 1
                        ORDER BY 1""".replace("%s", story.accountId()),
                        true,
                        "Hours are UTC, over the whole month. What happened after " + SampleStory.START_HOUR
                                + ":00 was outside office hours."),
                new Question(
                        "What did that session do, one step after the other?",
                        """
                        SELECT min(eventTime) AS first, eventName, errorCode, count(*) AS calls
                        FROM events
                        WHERE userIdentity.accessKeyId = '%s'
                        GROUP BY eventName, errorCode
                        ORDER BY first""".replace("%s", story.accessKeyId()),
                        false,
                        "It read the payslips, emptied the bucket, deleted it, and could not switch the trail off."));
    }
}
