/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.error.EngineException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A server that takes messages by POST. The address is a secret: of it only the server is ever named. Redirects are not followed. The id
 * of the delivery goes along as {@code Idempotency-Key}; with a signing key, {@code Spoor-Signature} is
 * {@code t=SECONDS,v1=HEX}, the HMAC-SHA-256 of the seconds since 1970, a dot and the body.
 */
final class WebhookDestination implements Destination {
    private static final String SLACK = "slack";
    private static final String JSON = "json";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ANSWER_BYTES_MAX = 2_048;
    private static final int SHOWN_CHARACTERS_MAX = 300;

    private final DestinationOptions options;
    private final SecretSource address;
    private final Optional<SecretSource> authorization;
    private final Optional<SecretSource> signingKey;
    private final Optional<Path> authorities;
    private final Optional<InetSocketAddress> proxy;
    private final boolean isSlack;
    private final boolean mayBePlain;
    private final Duration timeout;
    private final Clock clock;
    private HttpClient clientOrNull;

    /** @param clock for signatures, and for pauses that a server gives as a time */
    WebhookDestination(DestinationOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.mayBePlain = options.flag("plain-http");
        Optional<String> plainAddress = options.text("url");
        plainAddress.ifPresent(text -> uri(new Secret(text)));
        Optional<SecretSource> secretAddress = options.secret("url");
        if (plainAddress.isPresent() == secretAddress.isPresent()) {
            throw options.problem(plainAddress.isPresent() ? "its url stands there twice" : "it has no url")
                    .advise("an address that is a secret comes by url-env, url-file or url-command");
        }
        this.address = secretAddress.orElseGet(() -> SecretSource.text(plainAddress.orElseThrow()));
        this.authorization = options.secret("authorization");
        this.signingKey = options.secret("signing-key");
        this.authorities = options.path("ca-file");
        this.proxy = options.text("proxy").map(this::proxy);
        this.isSlack = options.word("format", SLACK, List.of(SLACK, JSON)).equals(SLACK);
        this.timeout = options.span("timeout", TIMEOUT);
    }

    private InetSocketAddress proxy(String text) {
        int colon = text.lastIndexOf(':');
        try {
            // the name is looked up when it is needed
            return InetSocketAddress.createUnresolved(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw options.problem("its proxy '" + text + "' is not a host and a port")
                    .advise("write it like proxy.example.com:3128");
        }
    }

    /** The address, checked; errors do not tell it. */
    private URI uri(Secret text) {
        try {
            URI uri = new URI(text.reveal());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw options.problem("its url is no address such as https://example.com/hook");
            }
            if (scheme.equals("https") || scheme.equals("http") && mayBePlain) {
                return uri;
            }
            throw options.problem("its url begins with " + scheme + "://, not with https://")
                    .advise("'plain-http: on' lets messages go unencrypted");
        } catch (URISyntaxException e) {
            throw options.problem("its url is no address such as https://example.com/hook");
        }
    }

    @Override
    public DeliveryOutcome deliver(Delivery delivery, Set<String> reached) {
        List<Secret> secrets = new ArrayList<>();
        try {
            Secret text = address.read();
            secrets.add(text);
            URI uri = uri(text);
            secrets.add(new Secret(uri.getRawPath()));
            secrets.add(new Secret(String.valueOf(uri.getRawQuery())));
            byte[] body = (isSlack ? SlackMessage.of(delivery) : delivery.toJson()).getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> answer = send(request(uri, delivery, body, secrets));
            return outcome(answer, server(uri), secrets);
        } catch (EngineException e) {
            // a secret that cannot be had now, or is no address now
            return new RetryLater(hidden(e.getMessage(), secrets));
        } catch (TimeoutException e) {
            return new RetryLater("no answer within " + timeout.toSeconds() + " seconds");
        } catch (IOException e) {
            return new RetryLater(hidden(reason(e), secrets));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RetryLater("interrupted");
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return "the server could not be reached, or broke off (" + e.getClass().getSimpleName() + message + ")";
    }

    private HttpRequest request(URI uri, Delivery delivery, byte[] body, List<Secret> secrets) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Spoor")
                .header("Idempotency-Key", ObjectName.hash(delivery.id()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        authorization.map(SecretSource::read).ifPresent(secret -> {
            secrets.add(secret);
            setSecret(request, "Authorization", secret);
        });
        signingKey.map(SecretSource::read).ifPresent(secret -> {
            secrets.add(secret);
            request.header("Spoor-Signature", signature(secret, clock.instant().getEpochSecond(), body));
        });
        return request.build();
    }

    private void setSecret(HttpRequest.Builder request, String name, Secret value) {
        try {
            request.header(name, value.reveal());
        } catch (IllegalArgumentException e) {
            // its message quotes the value
            throw options.problem("the secret of " + name.toLowerCase(Locale.ROOT) + " cannot stand in a header");
        }
    }

    static String signature(Secret key, long second, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((second + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + second + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Gives up the whole exchange when its time is over, not only the wait for its beginning. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(request, head -> new LimitedBody(ANSWER_BYTES_MAX));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException late) {
                throw (TimeoutException) new TimeoutException(late.getMessage()).initCause(late);
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpClient client() throws IOException {
        if (clientOrNull == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(timeout);
            if (authorities.isPresent()) {
                builder.sslContext(TrustedAuthorities.of(authorities.get()));
            }
            // without one, what Java's own properties (https.proxyHost and so on) say
            proxy.ifPresent(address -> builder.proxy(ProxySelector.of(address)));
            clientOrNull = builder.build();
        }
        return clientOrNull;
    }

    private static String server(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private DeliveryOutcome outcome(HttpResponse<String> answer, String server, List<Secret> secrets) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Sent(server + " (" + status + ")");
        }
        String words = MessageText.visible(answer.body().strip());
        String shown = hidden(words, secrets);
        String reason = server + " answered " + status
                + (shown.isEmpty() ? "" : ": " + SlackMessage.cut(shown, SHOWN_CHARACTERS_MAX));
        if (status >= 300 && status < 400) {
            return new Refused(
                    server + " answered " + status + ": redirects are not followed; give the address that it leads to");
        }
        boolean isPassing = status == 408 || status == 425 || status == 429 || status >= 500;
        return isPassing ? new RetryLater(reason, pause(answer), Set.of()) : new Refused(reason);
    }

    /** RFC 9110, 10.2.3: seconds, or a time. */
    private Optional<Duration> pause(HttpResponse<String> answer) {
        return answer.headers().firstValue("Retry-After").map(String::strip).flatMap(text -> {
            try {
                if (text.matches("\\d{1,9}")) {
                    return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
                }
                ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
                Duration left = Duration.between(clock.instant(), until.toInstant());
                return left.isNegative() ? Optional.empty() : Optional.of(left);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static String hidden(String text, List<Secret> secrets) {
        String hidden = text;
        for (Secret secret : secrets) {
            hidden = secret.hideIn(hidden);
        }
        return hidden;
    }

    /** The client has no connections that anybody waits for, and ends when nobody knows it any more. */
    @Override
    public void close() {
        clientOrNull = null;
    }

    @Override
    public String toString() {
        return "webhook " + options.destination();
    }
}
