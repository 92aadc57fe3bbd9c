/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One thing a user can set: {@code --set key=value}. The list of all is {@link Settings#all()}; the configuration page
 * is made from it.
 *
 * @param key dots make groups, dashes join words
 * @param form what a value looks like, for people
 * @param initial what holds when nothing is set, as the user would write it
 * @param doc one sentence
 * @param parser text to value; throws IllegalArgumentException with a reason
 */
public record Setting<T>(String key, String form, String initial, String doc, Function<String, T> parser) {
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

    /** The value that a text stands for; INVALID_CONFIGURATION if it stands for none. */
    public T parse(String text) {
        try {
            return parser.apply(text.trim());
        } catch (IllegalArgumentException e) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "'" + text + "' is not a value of " + key + ": expected " + form + " (" + e.getMessage() + ")",
                    e);
        }
    }

    static Setting<Boolean> onOff(String key, String initial, String doc) {
        return new Setting<>(key, "on or off", initial, doc, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1" -> true;
            case "off", "false", "no", "0" -> false;
            default -> throw new IllegalArgumentException("neither on nor off");
        });
    }

    static Setting<Integer> count(String key, String initial, int least, String doc) {
        return new Setting<>(key, "a whole number from " + least, initial, doc, text -> {
            int value = Integer.parseInt(text);
            if (value < least) {
                throw new IllegalArgumentException("less than " + least);
            }
            return value;
        });
    }

    static Setting<String> text(String key, String form, String initial, String doc) {
        return new Setting<>(key, form, initial, doc, text -> text);
    }

    /** Bytes: a number with B, KB, MB, GB or TB (1024 each), or bytes. */
    static Setting<Long> size(String key, String initial, String doc) {
        return new Setting<>(key, "a size such as 512MB", initial, doc, Setting::bytes);
    }

    /** A time span: a number with ms, s, m, h or d. Zero or {@code none} is {@link Duration#ZERO}. */
    static Setting<Duration> span(String key, String initial, String doc) {
        return new Setting<>(key, "a time span such as 30s, 15m, 24h, 7d, or none", initial, doc, Setting::duration);
    }

    /** Bytes of a size such as {@code 1GB}; IllegalArgumentException for other text. */
    public static long bytes(String text) {
        String upper = text.toUpperCase(Locale.ROOT).replace("IB", "B");
        long factor = 1;
        for (int i = UNITS.size() - 1; i >= 0; i--) {
            String unit = UNITS.get(i);
            if (upper.endsWith(unit)) {
                factor = 1L << (10 * i);
                upper = upper.substring(0, upper.length() - unit.length()).trim();
                break;
            }
        }
        double value = Double.parseDouble(upper);
        if (!(value >= 0) || value * factor > Long.MAX_VALUE / 2.0) {
            throw new IllegalArgumentException("out of range");
        }
        return (long) (value * factor);
    }

    /** Reads {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}, {@code 200ms}; zero for {@code none}; else IllegalArgumentException. */
    public static Duration duration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("none") || lower.equals("0")) {
            return Duration.ZERO;
        }
        int digits = 0;
        while (digits < lower.length() && Character.isDigit(lower.charAt(digits))) {
            digits++;
        }
        long value = Long.parseLong(lower.substring(0, digits));
        try {
            return switch (lower.substring(digits).trim()) {
                case "ms" -> Duration.ofMillis(value);
                case "s" -> Duration.ofSeconds(value);
                case "m" -> Duration.ofMinutes(value);
                case "h" -> Duration.ofHours(value);
                case "d" -> Duration.ofDays(value);
                default -> throw new IllegalArgumentException("unit missing or unknown");
            };
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("out of range", e);
        }
    }
}
