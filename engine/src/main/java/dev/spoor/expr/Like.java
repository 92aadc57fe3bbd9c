/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** LIKE: whether text matches a pattern of {@code %} (any run) and {@code _} (one code point). Case-sensitive. */
public final class Like {
    private static final Field RESULT = SqlTypes.field("like", SqlTypes.BOOLEAN);

    private Like() {}

    /** @param escape one character that makes the following {@code %}, {@code _} or itself literal; null for none */
    public static VectorExpr of(VectorExpr text, VectorExpr pattern, VectorExpr escape) {
        Optional<Object> constant = Literal.valueOf(pattern);
        Optional<Object> constantEscape = escape == null ? Optional.empty() : Literal.valueOf(escape);
        if (constant.isPresent() && (escape == null || constantEscape.isPresent())) {
            LikePattern compiled = LikePattern.compile((String) constant.get(), (String) constantEscape.orElse(null));
            return RowExpr.total(RESULT, List.of(text), (in, out) -> out.setBoolean(compiled.matches(in.getText(0))));
        }
        List<VectorExpr> inputs = new ArrayList<>(List.of(text, pattern));
        if (escape != null) {
            inputs.add(escape);
        }
        return RowExpr.withScratch(RESULT, inputs, PatternPerRow::new);
    }

    /** Compiles a pattern again only when it changes from one row to the next. */
    private static final class PatternPerRow implements RowFunction {
        private String lastPattern;
        private String lastEscape;
        private LikePattern compiled;

        @Override
        public void apply(Arguments in, ValueWriter out) {
            String pattern = in.getString(1);
            String escape = in.count() > 2 ? in.getString(2) : "";
            if (!pattern.equals(lastPattern) || !escape.equals(lastEscape)) {
                compiled = LikePattern.compile(pattern, escape);
                lastPattern = pattern;
                lastEscape = escape;
            }
            out.setBoolean(compiled.matches(in.getText(0)));
        }
    }
}
