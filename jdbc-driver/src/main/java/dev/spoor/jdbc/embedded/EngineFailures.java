/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.error.EngineException;
import dev.spoor.error.SourcePosition;
import dev.spoor.jdbc.SqlFailures;
import java.sql.SQLException;

/** Errors of the engine as JDBC has them: the SQLSTATE and the number of the code, the place and the advice in the message. */
public final class EngineFailures {
    private EngineFailures() {}

    public static SQLException of(EngineException failure) {
        return SqlFailures.of(
                message(failure), failure.code().sqlState(), failure.code().number(), failure);
    }

    /** What happened, where in the statement, what to do. */
    public static String message(EngineException failure) {
        StringBuilder text = new StringBuilder(failure.describe());
        failure.position().ifPresent(place -> append(text, place));
        failure.hint().ifPresent(hint -> text.append("; ").append(hint));
        return text.toString();
    }

    private static void append(StringBuilder text, SourcePosition place) {
        text.append(" (line ")
                .append(place.line())
                .append(", column ")
                .append(place.column())
                .append(')');
    }
}
