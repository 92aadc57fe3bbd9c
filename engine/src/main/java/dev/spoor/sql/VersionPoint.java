/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.TableVersion;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.sql.parser.VersionedTable;
import java.util.OptionalLong;

/** What {@code FOR VERSION AS OF} and {@code FOR TIMESTAMP AS OF} mean. Stateless. */
final class VersionPoint {
    private VersionPoint() {}

    static TableVersion of(VersionedTable table, PlanTimeValue point) {
        OptionalLong number =
                switch (table.kind()) {
                    case NUMBER -> point.wholeNumber();
                    case TIME -> point.micros();
                };
        if (number.isPresent()) {
            return switch (table.kind()) {
                case NUMBER -> new TableVersion.OfSnapshot(number.getAsLong());
                case TIME -> new TableVersion.AsOf(number.getAsLong());
            };
        }
        String wanted =
                table.kind() == VersionedTable.Kind.NUMBER ? "the number of a version" : "a timestamp or a date";
        throw new EngineException(ErrorCode.TYPE_MISMATCH, "AS OF takes " + wanted + " here")
                .advise("sys.snapshots lists the versions that there are");
    }
}
