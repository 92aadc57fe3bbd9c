/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS to servers whose certificates come from authorities in a file, in place of those that Java knows. */
final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * Trusts the certificates of a file and no others.
     *
     * @param pem one certificate or several, as PEM
     * @throws IOException if the file cannot be read or has none
     */
    static SSLContext of(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + count++, each);
            }
            if (count == 0) {
                throw new IOException("there is no certificate in " + pem);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + pem + " with certificates", e);
        } catch (CertificateException e) {
            throw new IOException(pem + " holds no certificates as PEM: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of " + pem + " cannot be used: " + e.getMessage(), e);
        }
    }
}
