/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \session}. */
final class SessionCommand implements Command {
    private static final String MADE = """
            SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type), sourceIPAddress,
                   requestParameters['roleArn'], requestParameters['roleSessionName']
            FROM events
            WHERE eventSource = 'sts.amazonaws.com'
              AND json_extract_scalar(responseElements['credentials'], '$.accessKeyId') = ?
            ORDER BY eventTime LIMIT 1""";

    @Override
    public Description description() {
        return new Description(
                List.of("session"),
                "ACCESSKEY",
                "Tells who made the session with this access key, and what was done with it.",
                Topic.SEEING,
                "\\session ASIAEXAMPLE");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (!arguments.matches("\\w+")) {
            throw CommandTable.wrong(this, "which access key?");
        }
        List<List<String>> made = console.rows(MADE, arguments);
        if (made.isEmpty()) {
            console.print("No event in these logs made a session with this key.\n");
        } else {
            List<String> row = made.get(0);
            String role = row.get(4) == null ? "" : ", taking the role " + row.get(4);
            String name = row.get(5) == null ? "" : " as '" + row.get(5) + "'";
            console.print(console.visible("Made at " + row.get(0) + " UTC by " + row.get(2) + " from " + row.get(3)
                            + " with " + row.get(1) + role + name + ".")
                    + "\n\n");
        }
        TimelineCommand.tellKey(console, arguments);
    }
}
