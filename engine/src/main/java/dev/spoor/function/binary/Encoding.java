/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.binary;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Hexadecimal and Base64 text of binary data. */
final class Encoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Encoding() {}

    static ScalarFunction toHex() {
        return SimpleFunction.named("to_hex")
                .in("binary")
                .does("Hexadecimal text, in upper case.")
                .example("to_hex(to_utf8('ké'))", "6BC3A9")
                .example("to_hex(NULL)", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varbinary("binary")),
                        (in, out) -> out.setString(HEX.formatHex(in.getText(0).toBytes())))
                .build();
    }

    static ScalarFunction fromHex() {
        return SimpleFunction.named("from_hex")
                .in("binary")
                .does("The bytes that hexadecimal text means.")
                .example("from_utf8(from_hex('6bC3A9'))", "ké")
                .example("from_hex(NULL)", null)
                .form(Types.VARBINARY, Types.of(Types.varchar("string")), (in, out) -> {
                    try {
                        out.setBytes(HEX.parseHex(in.getString(0).toUpperCase(Locale.ROOT)));
                    } catch (IllegalArgumentException e) {
                        throw invalid("hexadecimal", in.getString(0));
                    }
                })
                .build();
    }

    private static RuntimeException invalid(String form, String text) {
        return Failures.badArgument("'" + Failures.shown(text) + "' is not " + form + " text");
    }

    static ScalarFunction toBase64() {
        return encode("to_base64", "Base64 text.", "/+8=", Base64.getEncoder());
    }

    static ScalarFunction toBase64Url() {
        return encode("to_base64url", "Base64 text with the alphabet for URLs.", "_-8=", Base64.getUrlEncoder());
    }

    private static ScalarFunction encode(String name, String sentence, String example, Base64.Encoder encoder) {
        return SimpleFunction.named(name)
                .in("binary")
                .does(sentence)
                .example(name + "(from_hex('FFEF'))", example)
                .example(name + "(NULL)", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varbinary("binary")),
                        (in, out) -> out.setBytes(encoder.encode(in.getText(0).toBytes())))
                .build();
    }

    static ScalarFunction fromBase64() {
        return decode("from_base64", "The bytes that Base64 text means.", "/+8=", Base64.getDecoder());
    }

    static ScalarFunction fromBase64Url() {
        return decode(
                "from_base64url",
                "The bytes that Base64 text with the alphabet for URLs means.",
                "_-8=",
                Base64.getUrlDecoder());
    }

    private static ScalarFunction decode(String name, String sentence, String example, Base64.Decoder decoder) {
        return SimpleFunction.named(name)
                .in("binary")
                .does(sentence)
                .example("to_hex(" + name + "('" + example + "'))", "FFEF")
                .example(name + "(NULL)", null)
                .form(Types.VARBINARY, Types.of(Types.varchar("string")), (in, out) -> {
                    try {
                        out.setBytes(decoder.decode(in.getText(0).toBytes()));
                    } catch (IllegalArgumentException e) {
                        throw invalid("Base64", in.getString(0));
                    }
                })
                .build();
    }
}
