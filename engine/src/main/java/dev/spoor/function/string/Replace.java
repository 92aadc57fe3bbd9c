/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.io.ByteArrayOutputStream;

/** replace(string, search[, replacement]). */
final class Replace implements RowFunction {
    private static final Text NOTHING = new Text();

    private final ByteArrayOutputStream result = new ByteArrayOutputStream();

    private Replace() {}

    static ScalarFunction function() {
        return SimpleFunction.named("replace")
                .in("string")
                .does("Replaces each occurrence of a text, or removes it.")
                .example("replace('s3.amazonaws.com', '.amazonaws.com')", "s3")
                .example("replace('a-b-c', '-', '+')", "a+b+c")
                .example("replace('日本', '本', '.*')", "日.*")
                .example("replace('ab', '', '-')", "-a-b-")
                .example("replace('abc', NULL, 'x')", null)
                .scratch(Types.VARCHAR, Types.of(Types.varchar("string"), Types.varchar("search")), Replace::new)
                .scratch(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string"), Types.varchar("search"), Types.varchar("replacement")),
                        Replace::new)
                .build();
    }

    @Override
    public void apply(Arguments in, ValueWriter out) {
        Text text = in.getText(0);
        Text search = in.getText(1);
        Text replacement = in.count() > 2 ? in.getText(2) : NOTHING;
        if (search.length() == 0) {
            between(text, replacement, out);
            return;
        }
        int found = text.indexOf(search, 0);
        if (found < 0) {
            out.setText(text);
            return;
        }
        result.reset();
        int at = 0;
        while (found >= 0) {
            result.write(text.bytes(), text.start() + at, found - at);
            result.write(replacement.bytes(), replacement.start(), replacement.length());
            at = found + search.length();
            found = text.indexOf(search, at);
        }
        result.write(text.bytes(), text.start() + at, text.length() - at);
        out.setBytes(result.toByteArray());
    }

    /** Nothing stands before each code point and at the end. */
    private void between(Text text, Text replacement, ValueWriter out) {
        result.reset();
        for (int i = 0; i < text.length(); i++) {
            if ((text.byteAt(i) & 0xC0) != 0x80) {
                result.write(replacement.bytes(), replacement.start(), replacement.length());
            }
            result.write(text.byteAt(i));
        }
        result.write(replacement.bytes(), replacement.start(), replacement.length());
        out.setBytes(result.toByteArray());
    }
}
