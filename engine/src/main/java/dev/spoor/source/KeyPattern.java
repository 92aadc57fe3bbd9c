/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.SqlTypes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * How a column is made of what an object's address names: text with parts in braces, such as {@code {yyyy}/{MM}/{dd}}.
 * The parts are {@code account, organization, service, region, yyyy, MM, dd}, and {@code {date}} on its own, which gives
 * a DATE. NULL for an object whose address lacks one of the parts. Immutable.
 */
public final class KeyPattern {
    /** The column below which a scan is asked for patterns: {@code $key} and the pattern as its one step. */
    public static final String COLUMN = "$key";

    private static final String WHOLE_DATE = "{date}";

    /** What may stand in braces. */
    private enum Part {
        ACCOUNT("account", KeyPart.ACCOUNT, KeyParts::accountOrNull),
        ORGANIZATION("organization", KeyPart.ORGANIZATION, KeyParts::organizationOrNull),
        SERVICE("service", KeyPart.SERVICE, KeyParts::serviceOrNull),
        REGION("region", KeyPart.REGION, KeyParts::regionOrNull),
        YEAR("yyyy", KeyPart.DAY, key -> digits(key, 4, LocalDate::getYear)),
        MONTH("MM", KeyPart.DAY, key -> digits(key, 2, LocalDate::getMonthValue)),
        DAY("dd", KeyPart.DAY, key -> digits(key, 2, LocalDate::getDayOfMonth));

        private final String name;
        private final KeyPart of;
        private final Function<KeyParts, String> value;

        Part(String name, KeyPart of, Function<KeyParts, String> value) {
            this.name = name;
            this.of = of;
            this.value = value;
        }

        private static String digits(KeyParts key, int count, Function<LocalDate, Integer> field) {
            if (key.dayOrNull() == null) {
                return null;
            }
            String number = Integer.toString(field.apply(key.dayOrNull()));
            return "0".repeat(Math.max(0, count - number.length())) + number;
        }
    }

    private final String text;

    /** Literal text and parts in turn, beginning and ending with text; empty for a whole date. */
    private final List<String> literals = new ArrayList<>();

    private final List<Part> parts = new ArrayList<>();

    private KeyPattern(String text) {
        this.text = text;
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw invalid("a brace is not closed");
            }
            literals.add(text.substring(from, open));
            parts.add(part(text.substring(open + 1, close)));
            from = close + 1;
        }
        literals.add(text.substring(from));
        if (parts.isEmpty()) {
            throw invalid("it names no part of a key");
        }
    }

    /** A column that is the date of the key. */
    private KeyPattern() {
        this.text = WHOLE_DATE;
    }

    /** @throws EngineException INVALID_CONFIGURATION */
    public static KeyPattern parse(String text) {
        return text.equals(WHOLE_DATE) ? new KeyPattern() : new KeyPattern(text);
    }

    /** What a projection asks for; see {@link #COLUMN}. */
    public FieldPath path() {
        return FieldPath.of(COLUMN, text);
    }

    /** The pattern that a projection asks for. */
    public static KeyPattern of(FieldPath path) {
        return parse(path.steps().get(0));
    }

    /** What a key must name for a value. */
    public Set<KeyPart> needs() {
        Set<KeyPart> needs = EnumSet.noneOf(KeyPart.class);
        parts.forEach(part -> needs.add(part.of));
        return isDate() ? EnumSet.of(KeyPart.DAY) : needs;
    }

    /** VARCHAR or DATE. */
    public ArrowType type() {
        return isDate() ? SqlTypes.DATE : SqlTypes.VARCHAR;
    }

    public Field field(String name) {
        return SqlTypes.field(name, type());
    }

    /** A String, or an Integer for a DATE (days since 1970-01-01); null if the key lacks a part. */
    public Object valueOrNull(KeyParts key) {
        if (isDate()) {
            return key.dayOrNull() == null
                    ? null
                    : Math.toIntExact(key.dayOrNull().toEpochDay());
        }
        StringBuilder value = new StringBuilder(literals.get(0));
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).value.apply(key);
            if (part == null) {
                return null;
            }
            value.append(part).append(literals.get(i + 1));
        }
        return value.toString();
    }

    /** Written the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private boolean isDate() {
        return parts.isEmpty();
    }

    private Part part(String name) {
        for (Part part : Part.values()) {
            if (part.name.equals(name)) {
                return part;
            }
        }
        List<String> names = Arrays.stream(Part.values()).map(each -> each.name).toList();
        EngineException error = invalid("there is no part {" + name + "}");
        NearestName.of(name.toLowerCase(Locale.ROOT), names)
                .ifPresent(near -> error.advise("did you mean {" + near + "}?"));
        throw error.advise("parts are {" + String.join("}, {", names) + "}, and {date} on its own");
    }

    private EngineException invalid(String why) {
        return new EngineException(ErrorCode.INVALID_CONFIGURATION, "'" + text + "' is no pattern of a key: " + why);
    }
}
