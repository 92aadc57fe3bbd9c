/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.output.ValueText;
import java.io.IOException;
import java.util.List;

/** {@code \who}. */
final class WhoCommand implements Command {
    private static final String EVENT = """
            SELECT eventTime, eventSource, eventName, awsRegion, recipientAccountId, sourceIPAddress, userAgent, errorCode,
                   errorMessage, userIdentity.type, userIdentity.arn, userIdentity.userName,
                   userIdentity.sessionContext.sessionIssuer.userName, userIdentity.invokedBy,
                   userIdentity.sessionContext.attributes.mfaAuthenticated, eventJson
            FROM events WHERE eventID = ?""";

    @Override
    public Description description() {
        return new Description(
                List.of("who"),
                "EVENTID",
                "Explains one event in plain words, and shows its whole record.",
                Topic.SEEING,
                "\\who 00000000-0000-0000-0000-000000000000");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            throw CommandTable.wrong(this, "which event?");
        }
        List<List<String>> rows = console.rows(EVENT, arguments);
        if (rows.isEmpty()) {
            console.tell("There is no event with the id " + arguments + ".");
        }
        for (List<String> row : rows) {
            console.print(console.visible(words(row)) + "\n\n" + ValueText.indented(row.get(15)));
        }
    }

    private static String words(List<String> row) {
        StringBuilder text = new StringBuilder("At ").append(row.get(0)).append(" UTC ");
        text.append(actor(row))
                .append(" called ")
                .append(row.get(2))
                .append(" of ")
                .append(row.get(1));
        text.append(" in ").append(row.get(3)).append(", account ").append(row.get(4));
        text.append(", from ").append(row.get(5) == null ? "an unknown place" : row.get(5));
        text.append(row.get(6) == null ? "" : " with " + row.get(6)).append(". ");
        if (row.get(7) == null && row.get(8) == null) {
            text.append("It succeeded.");
        } else {
            text.append("It failed: ").append(row.get(7) == null ? "" : row.get(7));
            text.append(row.get(7) != null && row.get(8) != null ? ", " : "")
                    .append(row.get(8) == null ? "" : row.get(8));
            text.append('.');
        }
        if (row.get(14) != null) {
            text.append(
                    row.get(14).equals("true")
                            ? " The session had a second factor."
                            : " The session had no second factor.");
        }
        return text.toString();
    }

    /** Who it was, and what a name may be trusted for. */
    private static String actor(List<String> row) {
        String kind = row.get(9) == null ? "somebody" : row.get(9);
        return switch (kind) {
            case "Root" -> "the root user";
            case "IAMUser" -> "the user " + (row.get(11) == null ? row.get(10) : row.get(11));
            case "AssumedRole" ->
                "somebody with the role " + row.get(12) + " (session " + row.get(10)
                        + ", a name that is chosen freely)";
            case "AWSService" -> "the service " + row.get(13);
            default -> "somebody (" + kind + ") " + (row.get(10) == null ? "without an ARN" : row.get(10));
        };
    }
}
