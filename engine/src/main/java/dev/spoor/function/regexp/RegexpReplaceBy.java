/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.regexp;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Lambda;
import dev.spoor.expr.LambdaCall;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.LambdaShape;
import dev.spoor.function.Parameter;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.apache.arrow.vector.types.pojo.Field;

/** regexp_replace with a lambda, which is called with the groups of each match; NULL if it gives NULL for one. */
final class RegexpReplaceBy {
    static final Parameter FUNCTION = Parameter.lambda(
            "function",
            LambdaShape.of(
                    1,
                    "function(array(varchar), varchar)",
                    arguments -> List.of(SqlTypes.array("groups", SqlTypes.varchar("element")))));

    private RegexpReplaceBy() {}

    static Field resultOf(List<Field> arguments) {
        boolean isText = arguments.get(2).getType().equals(SqlTypes.VARCHAR) && !SqlTypes.isJson(arguments.get(2));
        if (!isText) {
            throw new EngineException(ErrorCode.TYPE_MISMATCH, "the function of regexp_replace gives text");
        }
        return SqlTypes.varchar("result");
    }

    static VectorExpr bound(List<VectorExpr> arguments, Field result) {
        PatternMatcher.check(arguments);
        Replacement replacement = new Replacement();
        return LambdaCall.perElement(result, arguments.subList(0, 2), (Lambda) arguments.get(2), replacement);
    }

    /** Keeps no state: each row is matched twice, for the calls and for what stands between the matches. */
    private static final class Replacement implements LambdaCall.PerElement {
        @Override
        public List<List<Object>> calls(List<Object> row) {
            List<Object> groups = new ArrayList<>();
            matches(row, matcher -> {
                List<Object> ofMatch = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    ofMatch.add(matcher.group(group));
                }
                groups.add(ofMatch);
            });
            return List.of(groups);
        }

        @Override
        public Object result(List<Object> row, List<List<Object>> calls, List<Object> results) {
            if (results.contains(null)) {
                return null;
            }
            String text = (String) row.get(0);
            StringBuilder replaced = new StringBuilder();
            int[] at = {0, 0};
            matches(row, matcher -> {
                replaced.append(text, at[0], matcher.start()).append(results.get(at[1]++));
                at[0] = matcher.end();
            });
            return replaced.append(text, at[0], text.length()).toString();
        }

        private interface Use {
            void of(Matcher match);
        }

        private static void matches(List<Object> row, Use use) {
            try {
                Matcher matcher = new PatternMatcher().on((String) row.get(0), (String) row.get(1));
                while (matcher.find()) {
                    use.of(matcher);
                }
            } catch (StackOverflowError e) {
                throw StepCountingText.tooManySteps();
            }
        }
    }
}
