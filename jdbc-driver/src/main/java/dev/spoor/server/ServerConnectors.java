/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Makes what a server listens with. What would show a password or the answers to others on the way is refused: beyond the loopback
 * interface there must be users, and TLS.
 */
final class ServerConnectors {
    /** How long a connection may be silent while somebody waits for its bytes. */
    private static final long SILENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);

    /** Connections that are open at a time; more wait. */
    private static final int CONNECTIONS_MAX = 2_000;

    private static final int HEADER_BYTES_MAX = 16 << 10;

    /** Connections that wait to be taken up. */
    private static final int BACKLOG = 128;

    private static final int KEY_STORE_SCAN_SECONDS = 1;

    private ServerConnectors() {}

    /** A connector of a server, not started; EngineException INVALID_CONFIGURATION. */
    static PacedConnector of(Server server, ServerConfig config, Clock clock) {
        boolean isLoopback = address(config.host()).isLoopbackAddress();
        if (!isLoopback && (config.users().isEmpty() || config.tls().isEmpty())) {
            throw new EngineException(
                            ErrorCode.INVALID_CONFIGURATION,
                            "the server cannot listen on " + config.host()
                                    + ", which others than this machine reach, without "
                                    + (config.users().isEmpty() ? "users" : "TLS"))
                    .advise(config.users().isEmpty() ? "give a file of users" : "give a key store");
        }
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        PacedConnector connector = config.tls()
                .map(keys -> {
                    http.addCustomizer(new SecureRequestCustomizer(false));
                    return new PacedConnector(server, clock, tls(server, keys), plain);
                })
                .orElseGet(() -> new PacedConnector(server, clock, plain));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(SILENCE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, connector));
        return connector;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION, "the server cannot listen on " + host + ": no such address", e);
        }
    }

    /** TLS 1.2 and 1.3; the key store is read again when it changes. */
    private static SslConnectionFactory tls(Server server, TlsKeys keys) {
        requireUsable(keys);
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStorePath(keys.keyStore().toAbsolutePath().toString());
        context.setKeyStoreType("PKCS12");
        context.setKeyStorePassword(keys.password());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setSniRequired(false);
        KeyStoreScanner scanner = new KeyStoreScanner(context);
        scanner.setScanInterval(KEY_STORE_SCAN_SECONDS);
        server.addBean(scanner);
        return new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString());
    }

    private static void requireUsable(TlsKeys keys) {
        try (InputStream in = Files.newInputStream(keys.keyStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, keys.password().toCharArray());
            if (!store.aliases().hasMoreElements()) {
                throw new KeyStoreIsEmpty();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "the key store " + keys.keyStore() + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static final class KeyStoreIsEmpty extends IOException {
        private static final long serialVersionUID = 1L;

        KeyStoreIsEmpty() {
            super("there is no key in it");
        }
    }
}
