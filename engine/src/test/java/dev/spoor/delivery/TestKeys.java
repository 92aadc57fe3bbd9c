/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key for servers of tests, with a certificate of its own for {@code localhost} and no other name. */
final class TestKeys {
    private static final char[] PASSWORD = "for tests".toCharArray();

    private TestKeys() {}

    /** What a server shows. */
    static SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = TestKeys.class.getResourceAsStream("localhost.p12")) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** The certificate that a client may trust, as PEM. */
    static Path authority() throws URISyntaxException {
        return Path.of(TestKeys.class.getResource("localhost.pem").toURI());
    }
}
