/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Reads what {@link TypeNames} writes. Names of ROW fields stand there without quotes: of several ways to read them, the one with
 * the shortest name is taken. One use.
 */
final class TypeNameParser {
    private static final Map<String, Field> SIMPLE = Map.ofEntries(
            Map.entry("unknown", SqlTypes.untypedNull("")),
            Map.entry("json", SqlTypes.json("")),
            Map.entry("ipaddress", SqlTypes.ipAddress("")),
            Map.entry("boolean", SqlTypes.field("", SqlTypes.BOOLEAN)),
            Map.entry("integer", SqlTypes.field("", SqlTypes.INTEGER)),
            Map.entry("bigint", SqlTypes.field("", SqlTypes.BIGINT)),
            Map.entry("double", SqlTypes.field("", SqlTypes.DOUBLE)),
            Map.entry("varchar", SqlTypes.varchar("")),
            Map.entry("varbinary", SqlTypes.field("", SqlTypes.VARBINARY)),
            Map.entry("date", SqlTypes.field("", SqlTypes.DATE)),
            Map.entry("time(3)", SqlTypes.field("", SqlTypes.TIME)),
            Map.entry("timestamp(3)", SqlTypes.field("", SqlTypes.TIMESTAMP)),
            Map.entry("timestamp(3) with time zone", SqlTypes.field("", SqlTypes.TIMESTAMP_TZ)),
            Map.entry("interval day to second", SqlTypes.field("", SqlTypes.INTERVAL_DAY)),
            Map.entry("interval year to month", SqlTypes.field("", SqlTypes.INTERVAL_YEAR)));

    private static final String ARRAY = "array(";
    private static final String MAP = "map(";
    private static final String ROW = "row(";
    private static final String DECIMAL = "decimal(";
    private static final String NEXT = ", ";

    private final String text;
    private int at;

    private TypeNameParser(String text) {
        this.text = text;
    }

    static Optional<Field> parse(String name, String typeName) {
        TypeNameParser parser = new TypeNameParser(typeName);
        return Optional.ofNullable(parser.typeOrNull())
                .filter(type -> parser.at == typeName.length())
                .map(type -> SqlTypes.renamed(type, name));
    }

    private boolean take(String wanted) {
        boolean isThere = text.startsWith(wanted, at);
        at += isThere ? wanted.length() : 0;
        return isThere;
    }

    private boolean isAtEndOfType() {
        return at == text.length() || text.charAt(at) == ')' || text.startsWith(NEXT, at);
    }

    private Field typeOrNull() {
        if (take(ARRAY)) {
            Field element = typeOrNull();
            return element != null && take(")") ? SqlTypes.array("", element) : null;
        }
        if (take(MAP)) {
            Field key = typeOrNull();
            Field value = key != null && take(NEXT) ? typeOrNull() : null;
            return value != null && take(")") ? SqlTypes.map("", key, value) : null;
        }
        if (take(ROW)) {
            return rowOrNull();
        }
        return take(DECIMAL) ? decimalOrNull() : simpleOrNull();
    }

    private Field simpleOrNull() {
        int start = at;
        for (Map.Entry<String, Field> simple : SIMPLE.entrySet()) {
            if (take(simple.getKey()) && isAtEndOfType()) {
                return simple.getValue();
            }
            at = start;
        }
        return null;
    }

    private Field decimalOrNull() {
        int end = text.indexOf(')', at);
        String[] digits = end < 0 ? new String[0] : text.substring(at, end).split(",");
        if (digits.length != 2) {
            return null;
        }
        at = end + 1;
        try {
            return SqlTypes.decimal("", Integer.parseInt(digits[0]), Integer.parseInt(digits[1]));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Field rowOrNull() {
        List<Field> fields = new ArrayList<>();
        do {
            Field field = rowFieldOrNull(fields.size());
            if (field == null) {
                return null;
            }
            fields.add(field);
        } while (take(NEXT));
        return take(")") ? SqlTypes.row("", fields) : null;
    }

    private Field rowFieldOrNull(int place) {
        int start = at;
        Field unnamed = typeOrNull();
        if (unnamed != null && isAtEndOfType()) {
            return SqlTypes.renamed(unnamed, "field" + place);
        }
        for (int blank = text.indexOf(' ', start); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
            at = blank + 1;
            Field type = typeOrNull();
            if (type != null && isAtEndOfType()) {
                return SqlTypes.renamed(type, text.substring(start, blank));
            }
        }
        return null;
    }
}
