/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;

/** Reads the values of options; what does not fit is told in the option's name. */
final class OptionValue {
    private OptionValue() {}

    /** What stands behind the {@code =} of an option's word, or, where that has none ({@code equals} is -1), the next word. */
    static String of(String word, int equals, Iterator<String> left) throws UsageException {
        if (equals >= 0) {
            return word.substring(equals + 1);
        }
        if (!left.hasNext()) {
            throw new UsageException(word + " needs a value");
        }
        return left.next();
    }

    static Path path(String name, String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " takes a path, not '" + text + "'");
        }
    }

    static int positive(String name, String text) throws UsageException {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException(name + " takes a number from 1 on, not '" + text + "'");
    }

    /** A time longer than none. */
    static Duration span(String name, String text) throws UsageException {
        try {
            Duration span = Setting.duration(text);
            if (!span.isZero()) {
                return span;
            }
        } catch (IllegalArgumentException e) {
            // told below, in the words of this option
        }
        throw new UsageException(name + " takes a time span such as 30s, 5m or 90d, not '" + text + "'");
    }
}
