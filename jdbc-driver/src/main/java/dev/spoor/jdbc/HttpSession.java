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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
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

    private static final String AUTHORIZATION = "Authorization";
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final URI base;
    private final HttpCredentials credentials;

    private HttpSession(HttpClient client, URI base, HttpCredentials credentials) {
        this.client = client;
        this.base = base;
        this.credentials = credentials;
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
        return new HttpSession(builder.build(), base, HttpCredentials.of(settings));
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
        HttpRequest.Builder request = request("/")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message));
        try {
            return send(request).body();
        } catch (SQLException e) {
            throw new LinkFailure(e);
        }
    }

    HttpResponse<byte[]> post(String path) throws SQLException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** @param timeoutMillis 0 for none */
    HttpResponse<byte[]> get(String path, long timeoutMillis) throws SQLException {
        HttpRequest.Builder request = request(path).GET();
        if (timeoutMillis > 0) {
            request.timeout(Duration.ofMillis(timeoutMillis));
        }
        return send(request);
    }

    /** Sends a request whose answer nobody waits for. */
    void beat(String path) {
        HttpRequest.Builder request = request(path)
                .timeout(Duration.ofSeconds(ServerProtocol.HEARTBEAT_SECONDS))
                .GET();
        HttpRequest first = signed(request);
        client.sendAsync(first, HttpResponse.BodyHandlers.discarding()).thenAccept(answer -> {
            if (isWorthAnother(first, answer)) {
                client.sendAsync(signed(request), HttpResponse.BodyHandlers.discarding());
            }
        });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    /** A request with what proves who sends it. */
    private HttpRequest signed(HttpRequest.Builder unsigned) {
        HttpRequest plain = unsigned.copy().build();
        String query = plain.uri().getRawQuery();
        String target = plain.uri().getRawPath() + (query == null ? "" : "?" + query);
        return credentials
                .header(plain.method(), target)
                .map(value -> unsigned.copy().header(AUTHORIZATION, value).build())
                .orElse(plain);
    }

    private boolean isWorthAnother(HttpRequest request, HttpResponse<?> answer) {
        boolean wasShown = request.headers().firstValue(AUTHORIZATION).isPresent();
        return answer.statusCode() == UNAUTHORIZED
                && credentials.challenged(answer.headers().allValues("WWW-Authenticate"), wasShown);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder unsigned) throws SQLException {
        HttpRequest first = signed(unsigned);
        HttpResponse<byte[]> answer = exchange(first);
        if (isWorthAnother(first, answer)) {
            answer = exchange(signed(unsigned));
        }
        requireAllowed(answer);
        return answer;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws SQLException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
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
    }

    private void requireAllowed(HttpResponse<byte[]> answer) throws SQLException {
        int status = answer.statusCode();
        if (status == UNAUTHORIZED) {
            throw SqlFailures.of(
                    "the server " + base + " refuses the user, the password or the token",
                    "28000",
                    SqlFailures.DRIVER,
                    null);
        }
        if (status == TOO_MANY_REQUESTS) {
            throw SqlFailures.of(
                    "the server " + base + " had too many failed logins and looks at none for a minute",
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
