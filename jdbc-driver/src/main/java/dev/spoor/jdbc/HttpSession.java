/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.calcite.avatica.remote.AvaticaHttpClient;

/**
 * Talks HTTP with one server, on behalf of one user. Thread-safe. In place of Avatica's client, which tries again without end when a
 * server dies or is busy, and shares one context, which is for one thread, among all threads of a connection.
 */
final class HttpSession implements AvaticaHttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    /** Threads that wait for answers; they die when nothing is asked. */
    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "spoor-jdbc-http");
        thread.setDaemon(true);
        return thread;
    });

    private final HttpClient client;
    private final URI base;
    private final String authorizationOrNull;

    private HttpSession(HttpClient client, URI base, String authorizationOrNull) {
        this.client = client;
        this.base = base;
        this.authorizationOrNull = authorizationOrNull;
    }

    static HttpSession open(JdbcUrl url, DriverSettings settings) throws SQLException {
        URI base = base(url);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(THREADS);
        String store = settings.get(DriverProperty.TRUST_STORE);
        if (!store.isEmpty()) {
            builder.sslContext(trusting(store, settings.get(DriverProperty.TRUST_STORE_PASSWORD)));
        }
        return new HttpSession(builder.build(), base, authorizationOrNull(settings));
    }

    private static URI base(JdbcUrl url) throws SQLException {
        try {
            URI uri = new URI(url.scheme() + ":" + url.place());
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw SqlFailures.invalid(
                        "the address '" + url.text() + "' names no server; write jdbc:spoor:http://host:8765");
            }
            String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("/+$", "");
            return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), path, null, null);
        } catch (URISyntaxException e) {
            throw SqlFailures.invalid("the address '" + url.text() + "' is badly written: " + e.getMessage());
        }
    }

    private static String authorizationOrNull(DriverSettings settings) {
        String token = settings.get(DriverProperty.TOKEN);
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = settings.get(DriverProperty.USER);
        String pair = user + ":" + settings.get(DriverProperty.PASSWORD);
        return user.isEmpty()
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static SSLContext trusting(String store, String password) throws SQLException {
        try (InputStream in = Files.newInputStream(Path.of(store))) {
            boolean isJks = store.toLowerCase(Locale.ROOT).endsWith(".jks");
            KeyStore keys = KeyStore.getInstance(isJks ? "JKS" : "PKCS12");
            keys.load(in, password.isEmpty() ? null : password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw SqlFailures.invalid("the trust store " + store + " cannot be used: " + e.getMessage());
        }
    }

    /** Sends a message of Avatica's protocol; waits for the answer as long as it takes. */
    @Override
    public byte[] send(byte[] message) {
        HttpRequest request = request("/")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        try {
            return send(request).body();
        } catch (SQLException e) {
            throw new LinkFailure(e);
        }
    }

    HttpResponse<byte[]> post(String path) throws SQLException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** @param timeoutMillis 0 for none */
    HttpResponse<byte[]> get(String path, long timeoutMillis) throws SQLException {
        HttpRequest.Builder request = request(path).GET();
        if (timeoutMillis > 0) {
            request.timeout(Duration.ofMillis(timeoutMillis));
        }
        return send(request.build());
    }

    /** Sends a request whose answer nobody waits for. */
    void beat(String path) {
        HttpRequest request = request(path)
                .timeout(Duration.ofSeconds(ServerProtocol.HEARTBEAT_SECONDS))
                .GET()
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (authorizationOrNull != null) {
            request.header("Authorization", authorizationOrNull);
        }
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws SQLException {
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpConnectTimeoutException e) {
            throw SqlFailures.unreachable("the server " + base + " does not answer", e);
        } catch (HttpTimeoutException e) {
            throw SqlFailures.unreachable("the server " + base + " did not answer in time", e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw SqlFailures.unreachable("the server " + base + " cannot be reached: " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlFailures.of(
                    "the thread was interrupted while it waited for " + base, "57014", SqlFailures.DRIVER, e);
        }
        requireAllowed(answer);
        return answer;
    }

    private void requireAllowed(HttpResponse<byte[]> answer) throws SQLException {
        int status = answer.statusCode();
        if (status == 401) {
            throw SqlFailures.of(
                    "the server " + base + " refuses the user, the password or the token",
                    "28000",
                    SqlFailures.DRIVER,
                    null);
        }
        if (status == 404) {
            throw SqlFailures.sessionOver("the server " + base + " does not know the session any more: connect again");
        }
        boolean isProtocol =
                answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        if (status >= 400 && !isProtocol) {
            throw SqlFailures.broken("the server " + base + " answers with HTTP status " + status, null);
        }
    }
}
