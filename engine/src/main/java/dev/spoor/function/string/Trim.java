/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.RowFunction;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.function.IntPredicate;

/** trim, ltrim and rtrim. */
final class Trim {
    private Trim() {}

    static ScalarFunction trim() {
        return SimpleFunction.named("trim")
                .in("string")
                .does("Removes white space, or any of the given characters, from both ends.")
                .example("trim('  a b ')", "a b")
                .example("trim('')", "")
                .example("trim(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.varchar("string")), whitespace(true, true))
                .total(Types.VARCHAR, Types.of(Types.varchar("string"), Types.varchar("characters")), any(true, true))
                .build();
    }

    static ScalarFunction ltrim() {
        return SimpleFunction.named("ltrim")
                .in("string")
                .does("Removes white space, or any of the given characters, from the beginning.")
                .example("ltrim('  a ') || '|'", "a |")
                .example("ltrim('xxyz', 'xy')", "z")
                .example("ltrim(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.varchar("string")), whitespace(true, false))
                .total(Types.VARCHAR, Types.of(Types.varchar("string"), Types.varchar("characters")), any(true, false))
                .build();
    }

    static ScalarFunction rtrim() {
        return SimpleFunction.named("rtrim")
                .in("string")
                .does("Removes white space, or any of the given characters, from the end.")
                .example("rtrim(' a  ') || '|'", " a|")
                .example("rtrim('/logs//', '/')", "/logs")
                .example("rtrim(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.varchar("string")), whitespace(false, true))
                .total(Types.VARCHAR, Types.of(Types.varchar("string"), Types.varchar("characters")), any(false, true))
                .build();
    }

    private static RowFunction whitespace(boolean start, boolean end) {
        return (in, out) -> strip(in.getText(0), start, end, Character::isWhitespace, out);
    }

    private static RowFunction any(boolean start, boolean end) {
        return (in, out) -> {
            String characters = in.getString(1);
            strip(in.getText(0), start, end, point -> characters.indexOf(point) >= 0, out);
        };
    }

    private static void strip(Text text, boolean start, boolean end, IntPredicate removed, ValueWriter out) {
        String string = text.toString();
        int from = 0;
        int to = string.length();
        while (start && from < to && removed.test(string.codePointAt(from))) {
            from += Character.charCount(string.codePointAt(from));
        }
        while (end && to > from && removed.test(string.codePointBefore(to))) {
            to -= Character.charCount(string.codePointBefore(to));
        }
        if (from == 0 && to == string.length()) {
            out.setText(text);
        } else {
            out.setString(string.substring(from, to));
        }
    }
}
