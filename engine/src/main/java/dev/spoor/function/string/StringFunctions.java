/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.function.ScalarFunction;
import java.util.List;

/** The functions of this package. */
public final class StringFunctions {
    private StringFunctions() {}

    public static List<ScalarFunction> all() {
        return List.of(
                Chr.chr(),
                Chr.codepoint(),
                Concat.function(),
                ConcatWs.function(),
                EditDistance.hamming(),
                EditDistance.levenshtein(),
                Length.function(),
                Lower.lower(),
                Lower.upper(),
                Normalize.function(),
                Pad.lpad(),
                Pad.rpad(),
                Replace.function(),
                Reverse.function(),
                Split.function(),
                SplitPart.function(),
                StartsWith.endsWith(),
                StartsWith.startsWith(),
                Strpos.function(),
                Substring.function(),
                Translate.function(),
                Trim.ltrim(),
                Trim.rtrim(),
                Trim.trim(),
                Utf8Text.fromUtf8(),
                Utf8Text.toUtf8(),
                Codes.soundex(),
                Codes.luhnCheck(),
                Format.function());
    }
}
