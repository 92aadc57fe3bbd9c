/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.binary;

import dev.spoor.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;

/** The functions of this package. */
public final class BinaryFunctions {
    private BinaryFunctions() {}

    public static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>(KeyedHash.all());
        all.addAll(List.of(
                Hash.md5(),
                Hash.sha1(),
                Hash.sha256(),
                Hash.sha512(),
                Hash.crc(),
                Encoding.toHex(),
                Encoding.fromHex(),
                Encoding.toBase64(),
                Encoding.fromBase64(),
                Encoding.toBase64Url(),
                Encoding.fromBase64Url()));
        all.add(XxHash64.function());
        return all;
    }
}
