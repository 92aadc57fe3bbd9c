/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.regexp;

import dev.spoor.expr.Failures;
import dev.spoor.expr.Literal;
import dev.spoor.expr.VectorExpr;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compiles the pattern of a call once if it is a literal, otherwise when it changes. One thread. */
final class PatternMatcher {
    private String lastPattern;
    private Pattern compiled;
    private Matcher matcher;

    /** Fails early for a literal pattern that is not valid. */
    static void check(List<VectorExpr> arguments) {
        Literal.valueOf(arguments.get(1)).ifPresent(pattern -> compile((String) pattern));
    }

    private static Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern, Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw Failures.badArgument("'" + Failures.shown(pattern) + "' is not a regular expression: "
                    + e.getDescription() + " at character " + (e.getIndex() + 1));
        }
    }

    /** A matcher at the start of the text; valid until the next call. */
    Matcher on(String text, String pattern) {
        StepCountingText counted = new StepCountingText(text);
        if (!pattern.equals(lastPattern)) {
            compiled = compile(pattern);
            lastPattern = pattern;
            matcher = compiled.matcher(counted);
        } else {
            matcher.reset(counted);
        }
        return matcher;
    }
}
