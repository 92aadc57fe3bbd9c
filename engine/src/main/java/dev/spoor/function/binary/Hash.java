/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.binary;

import dev.spoor.expr.RowFunction;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** md5, sha1, sha256, sha512 and crc32. */
final class Hash {
    private Hash() {}

    static ScalarFunction md5() {
        return digest("md5", "MD5", "D41D8CD98F00B204E9800998ECF8427E");
    }

    static ScalarFunction sha1() {
        return digest("sha1", "SHA-1", "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709");
    }

    static ScalarFunction sha256() {
        return digest("sha256", "SHA-256", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");
    }

    static ScalarFunction sha512() {
        return digest(
                "sha512",
                "SHA-512",
                "CF83E1357EEFB8BDF1542850D66D8007D620E4050B5715DC83F4A921D36CE9CE"
                        + "47D0D13C5D85F2B0FF8318D2877EEC2F63B931BD47417A81A538327AF927DA3E");
    }

    private static ScalarFunction digest(String name, String algorithm, String hexOfNothing) {
        return SimpleFunction.named(name)
                .in("binary")
                .does("The " + algorithm + " hash.")
                .example("to_hex(" + name + "(to_utf8('')))", hexOfNothing)
                .example(name + "(NULL)", null)
                .scratch(Types.VARBINARY, Types.of(Types.varbinary("binary")), () -> digester(algorithm))
                .build();
    }

    private static RowFunction digester(String algorithm) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
        return (in, out) -> {
            digest.update(in.getText(0).toBytes());
            out.setBytes(digest.digest());
        };
    }

    static ScalarFunction crc() {
        return SimpleFunction.named("crc32")
                .in("binary")
                .does("The CRC-32 checksum.")
                .example("crc32(to_utf8('The quick brown fox jumps over the lazy dog'))", "1095738169")
                .example("crc32(NULL)", null)
                .total(Types.BIGINT, Types.of(Types.varbinary("binary")), (in, out) -> {
                    CRC32 crc = new CRC32();
                    crc.update(in.getText(0).toBytes());
                    out.setLong(crc.getValue());
                })
                .build();
    }
}
