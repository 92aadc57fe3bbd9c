/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import java.util.function.IntUnaryOperator;

/** Maps each code point to another; ASCII text byte by byte. */
final class CaseMapping implements RowFunction {
    private final IntUnaryOperator mapping;
    private final byte[] ascii = new byte[128];
    private byte[] scratch = new byte[128];

    CaseMapping(IntUnaryOperator mapping) {
        this.mapping = mapping;
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) mapping.applyAsInt(i);
        }
    }

    @Override
    public void apply(Arguments in, ValueWriter out) {
        Text text = in.getText(0);
        if (!text.isAscii()) {
            out.setString(text.toString()
                    .codePoints()
                    .map(mapping)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
            return;
        }
        int length = text.length();
        if (scratch.length < length) {
            scratch = new byte[length * 2];
        }
        for (int i = 0; i < length; i++) {
            scratch[i] = ascii[text.byteAt(i)];
        }
        out.setBytes(scratch, 0, length);
    }
}
