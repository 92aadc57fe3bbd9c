/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.DigestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Keys are read from whatever form people keep them in. */
@Tag("any-jdk")
class PublicKeysTest {
    private static final DigestKey KEY = DigestKey.ALL.get(0);
    private static final DigestKey OTHER = DigestKey.ALL.get(1);

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    private static byte[] pem(String kind, byte[] der) {
        return bytes("-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END "
                + kind + "-----\n");
    }

    private static Map<String, byte[]> forms(DigestKey key) {
        byte[] x509 = key.pair().getPublic().getEncoded();
        return Map.of(
                "pkcs1.der", key.pkcs1(),
                "x509.der", x509,
                "pkcs1.txt", bytes(base64(key.pkcs1()) + "\n"),
                "lines.txt", Base64.getMimeEncoder(64, bytes("\n")).encode(x509),
                "rsa.pem", pem("RSA PUBLIC KEY", key.pkcs1()),
                "key.pem", pem("PUBLIC KEY", x509));
    }

    @Test
    void aKeyWithoutItsFingerprintIsTriedForAllThatAreNotKnown() throws IOException {
        for (Map.Entry<String, byte[]> form : forms(KEY).entrySet()) {
            Path file = Files.write(folder.resolve(form.getKey()), form.getValue());
            PublicKeys keys = new PublicKeys().addFile(file);
            assertEquals(List.of(KEY.pair().getPublic()), keys.candidates(KEY.fingerprint()), form.getKey());
            assertEquals(List.of(KEY.pair().getPublic()), keys.candidates(OTHER.fingerprint()), form.getKey());
            assertFalse(keys.knows(KEY.fingerprint()));
        }
    }

    @Test
    void aFileThatIsNamedByAFingerprintIsThatKeyOnly() throws IOException {
        for (Map.Entry<String, byte[]> form : forms(KEY).entrySet()) {
            Path file = folder.resolve(
                    KEY.fingerprint() + form.getKey().substring(form.getKey().indexOf('.')));
            PublicKeys keys = new PublicKeys().addFile(Files.write(file, form.getValue()));
            assertTrue(keys.knows(KEY.fingerprint()), form.getKey());
            assertEquals(List.of(KEY.pair().getPublic()), keys.candidates(KEY.fingerprint()));
            assertEquals(List.of(), keys.candidates(OTHER.fingerprint()));
        }
    }

    @Test
    void aFolderHoldsAnyOfThem() throws IOException {
        Files.writeString(folder.resolve("answer.json"), DigestKey.answer(List.of(KEY)));
        Files.write(folder.resolve(OTHER.fingerprint() + ".pem"), pem("PUBLIC KEY", OTHER.pkcs1()));
        Files.writeString(folder.resolve(DigestKey.ALL.get(2).fingerprint() + ".der"), "no key");
        PublicKeys keys = new PublicKeys().addFile(folder);
        assertEquals(
                List.of(KEY.pair().getPublic()),
                keys.candidates(KEY.fingerprint().toUpperCase(Locale.ROOT)));
        assertEquals(List.of(OTHER.pair().getPublic()), keys.candidates(OTHER.fingerprint()));
        assertTrue(keys.whyUnusable(DigestKey.ALL.get(2).fingerprint()).isPresent());
        assertTrue(keys.whyUnusable(KEY.fingerprint()).isEmpty());
    }

    @Test
    void whatIsNoKeyIsSaid() throws IOException {
        for (String content : List.of("no key", "{\"Keys\": []}", "{", base64(new byte[] {1, 2, 3}))) {
            Path file = Files.writeString(folder.resolve("file.txt"), content);
            EngineException refused =
                    assertThrows(EngineException.class, () -> new PublicKeys().addFile(file), content);
            assertEquals(ErrorCode.INVALID_CONFIGURATION, refused.code());
            assertTrue(refused.getMessage().contains("file.txt"), refused.getMessage());
        }
        assertThrows(EngineException.class, () -> new PublicKeys().addFile(folder.resolve("absent")));
    }
}
