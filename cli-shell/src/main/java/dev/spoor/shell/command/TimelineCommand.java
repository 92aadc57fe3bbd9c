/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.shell.display.Story;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code \timeline}. */
final class TimelineCommand implements Command {
    /** Calls that are told; more would not be read. */
    static final int CALLS_MAX = 2_000;

    private static final String TARGET = """
            coalesce(requestParameters['bucketName'] || coalesce('/' || requestParameters['key'], ''),
                     requestParameters['userName'], requestParameters['roleName'], requestParameters['roleArn'],
                     requestParameters['functionName'], requestParameters['secretId'], requestParameters['instanceId'],
                     requestParameters['groupId'], requestParameters['keyId'], requestParameters['tableName'],
                     requestParameters['name'])""";

    private static final String STEPS = "SELECT eventTime, eventSource, eventName, sourceIPAddress, " + TARGET
            + ", errorCode, readOnly FROM events WHERE %s ORDER BY eventTime, eventID LIMIT " + (CALLS_MAX + 1);

    private static final String ACTOR = """
            (userIdentity.accessKeyId = ? OR sourceIPAddress = ? OR userIdentity.principalId = ?
             OR userIdentity.arn = ? OR userIdentity.userName = ? OR userIdentity.arn LIKE '%/' || ?)""";

    @Override
    public Description description() {
        return new Description(
                List.of("timeline"),
                "ACTOR",
                "Tells what one actor did, step by step: a user or session name, an ARN, an access key or an address. What changed something, or"
                        + " tried to (readOnly is false), is marked with *.",
                Topic.SEEING,
                "\\timeline 203.0.113.77");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            throw CommandTable.wrong(this, "whose?");
        }
        String actor = SetCommand.bare(arguments);
        tell(console, console.rows(STEPS.replace("%s", ACTOR), actor, actor, actor, actor, actor, actor), actor);
    }

    /** The calls with an access key. */
    static void tellKey(Console console, String accessKey) throws IOException {
        tell(console, console.rows(STEPS.replace("%s", "userIdentity.accessKeyId = ?"), accessKey), accessKey);
    }

    private static void tell(Console console, List<List<String>> rows, String actor) throws IOException {
        if (rows.isEmpty()) {
            console.tell("There is no event of " + actor + ".");
            return;
        }
        List<Story.Call> calls = new ArrayList<>();
        for (List<String> row : rows.subList(0, Math.min(rows.size(), CALLS_MAX))) {
            calls.add(new Story.Call(
                    row.get(0),
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    row.get(4),
                    row.get(5),
                    "false".equals(row.get(6))));
        }
        console.print(Story.tell(calls, console.hasColours()));
        if (rows.size() > CALLS_MAX) {
            console.tell("These are the first " + CALLS_MAX + " calls; there are more.");
        }
    }
}
