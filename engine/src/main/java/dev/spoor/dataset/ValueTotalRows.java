/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.schema.FieldPath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How {@link ValueTotal}s are written into tables. */
final class ValueTotalRows {
    /** Values of a column that are kept; when there are more, the least frequent quarter is told together. */
    static final int VALUES_MAX = 20_000;

    static final int VALUES_LEFT = VALUES_MAX / 4 * 3;

    static final String COLUMNS = "account, path, service, value, rest, files, records, uncounted";
    static final String MARKS = "?, ?, ?, ?, ?, ?, ?, ?";
    static final String KEY = "account, path, service, value, rest";

    static final String MERGE = " DO UPDATE SET files = value_total.files + excluded.files,"
            + " records = value_total.records + excluded.records,"
            + " uncounted = value_total.uncounted + excluded.uncounted";

    private ValueTotalRows() {}

    /**
     * The rows of a column that has too many: the most frequent values, and the others together.
     *
     * @param all of one column
     */
    static List<ValueTotal> trimmed(List<ValueTotal> all) {
        ValueTotals left = new ValueTotals();
        List<ValueTotal> told = new ArrayList<>();
        for (ValueTotal total : all) {
            if (total.value().valueOrNull() == null) {
                left.add(total);
            } else {
                told.add(total);
            }
        }
        told.sort(Comparator.comparingLong(ValueTotal::records)
                .thenComparingLong(ValueTotal::files)
                .reversed());
        int kept = Math.min(told.size(), VALUES_LEFT);
        told.subList(0, kept).forEach(left::add);
        told.subList(kept, told.size()).forEach(total -> left.add(total.ofRest()));
        return left.all();
    }

    /** @param text type of columns whose order is that of their bytes */
    static String columns(String text) {
        return "account " + text + " NOT NULL, path " + text + " NOT NULL, service " + text + " NOT NULL, value " + text
                + " NOT NULL, rest BIGINT NOT NULL, files BIGINT NOT NULL, records BIGINT NOT NULL,"
                + " uncounted BIGINT NOT NULL";
    }

    static List<Object> values(ValueTotal total) {
        CountedValue value = total.value();
        return List.of(
                total.account(),
                value.path().quoted(),
                value.serviceOrNull() == null ? "" : value.serviceOrNull(),
                value.valueOrNull() == null ? "" : value.valueOrNull(),
                value.valueOrNull() == null ? 1L : 0L,
                total.files(),
                total.records(),
                total.uncountedFiles());
    }

    static ValueTotal read(ResultSet row) throws SQLException {
        String service = row.getString(3);
        return new ValueTotal(
                row.getString(1),
                new CountedValue(
                        FieldPath.parse(row.getString(2)),
                        service.isEmpty() ? null : service,
                        row.getLong(5) == 0 ? row.getString(4) : null),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }
}
