/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an alert fires: a number of rows, or a number in each row.
 *
 * @param column of the number; empty to count rows
 * @param number to compare with
 */
public record AlertCondition(Optional<String> column, Comparison comparison, BigDecimal number) {
    /** What {@link #parse} takes, for messages. */
    static final String FORMS = "'rows >= 5', 'rows < 1', or a column of the query instead of rows";

    /** At least one row. */
    static final AlertCondition ANY_ROW = new AlertCondition(Optional.empty(), Comparison.AT_LEAST, BigDecimal.ONE);

    private static final Pattern FORM = Pattern.compile("(\\S+)\\s*(>=|<=|>|<|=)\\s*(-?[0-9]+(\\.[0-9]+)?)");
    private static final String ROWS = "rows";

    /** How numbers are compared. */
    enum Comparison {
        AT_LEAST(">="),
        AT_MOST("<="),
        ABOVE(">"),
        BELOW("<"),
        EQUAL("=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        static Comparison of(String sign) {
            for (Comparison each : values()) {
                if (each.sign.equals(sign)) {
                    return each;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        boolean holds(int compared) {
            return switch (this) {
                case AT_LEAST -> compared >= 0;
                case AT_MOST -> compared <= 0;
                case ABOVE -> compared > 0;
                case BELOW -> compared < 0;
                case EQUAL -> compared == 0;
            };
        }
    }

    /** IllegalArgumentException for other text than {@link #FORMS}. */
    static AlertCondition parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no condition");
        }
        String subject = matcher.group(1);
        return new AlertCondition(
                subject.toLowerCase(Locale.ROOT).equals(ROWS) ? Optional.empty() : Optional.of(subject),
                Comparison.of(matcher.group(2)),
                new BigDecimal(matcher.group(3)));
    }

    boolean holds(BigDecimal value) {
        return comparison.holds(value.compareTo(number));
    }

    /** Whether one row is enough, whatever else there is. */
    boolean isAnyRow() {
        return column.isEmpty() && holds(BigDecimal.ONE) && holds(BigDecimal.valueOf(Long.MAX_VALUE));
    }

    /** Whether it fires when there is nothing at all: then data that come late may only end it. */
    boolean isAbsence() {
        return column.isEmpty() && holds(BigDecimal.ZERO);
    }

    @Override
    public String toString() {
        return column.orElse(ROWS) + " " + comparison.sign + " " + number.toPlainString();
    }
}
