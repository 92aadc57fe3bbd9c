/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.Locale;

/** soundex and luhn_check. */
final class Codes {
    private static final String SOUNDEX = "01230120022455012623010202";
    private static final int SOUNDEX_LENGTH = 4;

    private Codes() {}

    static ScalarFunction soundex() {
        return SimpleFunction.named("soundex")
                .in("string")
                .does("How a name sounds in English: a letter and three digits.")
                .example("soundex('Robert')", "R163")
                .example("soundex('Tymczak')", "T522")
                .example("soundex(NULL)", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string")),
                        (in, out) -> out.setString(soundex(in.getString(0))))
                .build();
    }

    private static String soundex(String text) {
        StringBuilder code = new StringBuilder(SOUNDEX_LENGTH);
        char before = '0';
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            if (c < 'A' || c > 'Z') {
                continue;
            }
            char digit = SOUNDEX.charAt(c - 'A');
            if (code.length() == 0) {
                code.append(c);
            } else if (digit != '0' && digit != before) {
                code.append(digit);
            }
            // H and W do not part letters that sound alike
            before = c == 'H' || c == 'W' ? before : digit;
            if (code.length() == SOUNDEX_LENGTH) {
                break;
            }
        }
        while (code.length() > 0 && code.length() < SOUNDEX_LENGTH) {
            code.append('0');
        }
        return code.toString();
    }

    static ScalarFunction luhnCheck() {
        return SimpleFunction.named("luhn_check")
                .in("string")
                .does("Whether a number, as on a card, passes the Luhn check; false for text that is none.")
                .example("luhn_check('79927398713')", "true")
                .example("luhn_check('79927398710')", "false")
                .example("luhn_check(NULL)", null)
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.varchar("string")),
                        (in, out) -> out.setBoolean(passes(in.getString(0))))
                .build();
    }

    private static boolean passes(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(digits.length() - 1 - i);
            if (c < '0' || c > '9') {
                return false;
            }
            int digit = (c - '0') * (i % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return !digits.isEmpty() && sum % 10 == 0;
    }
}
