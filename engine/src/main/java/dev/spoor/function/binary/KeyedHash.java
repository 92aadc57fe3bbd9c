/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.binary;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** hmac_md5, hmac_sha1, hmac_sha256 and hmac_sha512. */
final class KeyedHash {
    private KeyedHash() {}

    static List<ScalarFunction> all() {
        return List.of(
                of("hmac_md5", "HmacMD5", 32), of("hmac_sha1", "HmacSHA1", 40),
                of("hmac_sha256", "HmacSHA256", 64), of("hmac_sha512", "HmacSHA512", 128));
    }

    private static ScalarFunction of(String name, String algorithm, int hexDigits) {
        return SimpleFunction.named(name)
                .in("binary")
                .does("The " + algorithm + " of a binary, with a key.")
                .example("length(to_hex(" + name + "(to_utf8('é'), to_utf8('key'))))", Integer.toString(hexDigits))
                .example(name + "(NULL, to_utf8('key'))", null)
                .form(Types.VARBINARY, Types.of(Types.varbinary("binary"), Types.varbinary("key")), (in, out) -> {
                    byte[] key = in.getText(1).toBytes();
                    if (key.length == 0) {
                        throw Failures.badArgument("the key of " + name + " is empty");
                    }
                    out.setBytes(hash(algorithm, in.getText(0).toBytes(), key));
                })
                .build();
    }

    private static byte[] hash(String algorithm, byte[] bytes, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
