/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/**
 * Calls ListPublicKeys of CloudTrail's API (version 2013-11-01, JSON 1.1 over HTTP): the one call of that service that is
 * needed, made with the SDK's HTTP client and signatures and without a module for the service. One thread.
 */
final class PublicKeyRequests {
    private static final String TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListPublicKeys";
    private static final String SERVICE = "cloudtrail";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;
    private static final int ANSWER_BYTES_MAX = 16 << 20;
    private static final int PAGES_MAX = 1_000;
    private static final int ATTEMPTS_MAX = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String region;
    private final URI endpoint;
    private final S3Options options;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param endpoint of the service in that region */
    PublicKeyRequests(String region, URI endpoint, S3Options options) {
        this.region = region;
        this.endpoint = endpoint;
        this.options = options;
    }

    static PublicKeyRequests of(String region, S3Options options) {
        String domain = Region.of(region).metadata() == null
                ? "amazonaws.com"
                : Region.of(region).metadata().partition().dnsSuffix();
        return new PublicKeyRequests(region, URI.create("https://cloudtrail." + region + "." + domain + "/"), options);
    }

    /** All keys that were in use in a time, as one answer. */
    String all(long fromMicros, long untilMicros) {
        List<String> keys = new ArrayList<>();
        Optional<String> next = Optional.empty();
        try (SdkHttpClient http = S3Clients.connections(options)) {
            for (int page = 0; page < PAGES_MAX; page++) {
                Map<String, Object> answer = ask(http, question(fromMicros, untilMicros, next));
                if (answer.get("PublicKeyList") instanceof List<?> list) {
                    list.forEach(key -> keys.add(text((Map<?, ?>) key)));
                }
                next = JsonTree.text(answer, "NextToken");
                if (next.isEmpty()) {
                    return "{\"PublicKeyList\": [" + String.join(",\n  ", keys) + "]}\n";
                }
            }
        }
        throw failed("gives no end of pages", null);
    }

    private static String question(long fromMicros, long untilMicros, Optional<String> next) {
        return "{\"StartTime\":" + TimeUnit.MICROSECONDS.toSeconds(fromMicros) + ",\"EndTime\":"
                + TimeUnit.MICROSECONDS.toSeconds(untilMicros)
                + next.map(token -> ",\"NextToken\":\"" + escaped(token) + "\"").orElse("") + "}";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** What is kept of a key. Numbers come as they are written. */
    private static String text(Map<?, ?> key) {
        return "{\"Fingerprint\": \"" + escaped(String.valueOf(key.get("Fingerprint"))) + "\", \"ValidityStartTime\": "
                + key.get("ValidityStartTime") + ", \"ValidityEndTime\": " + key.get("ValidityEndTime")
                + ", \"Value\": \"" + escaped(String.valueOf(key.get("Value"))) + "\"}";
    }

    /** Troubles of the server and of the way there may pass. */
    private Map<String, Object> ask(SdkHttpClient http, String question) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpExecuteResponse answer = send(http, question);
                int status = answer.httpResponse().statusCode();
                byte[] body = body(answer);
                if (status == OK) {
                    return JsonTree.object(body, body.length);
                }
                String told = new String(body, StandardCharsets.UTF_8);
                boolean mayPass = status >= SERVER_ERROR || told.contains("Throttling");
                if (!mayPass || attempt == ATTEMPTS_MAX) {
                    throw refused(status, told);
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw failed("cannot be reached: " + e.getMessage(), e);
                }
            } catch (MalformedJsonException | SdkException e) {
                throw failed("cannot be asked: " + e.getMessage(), e);
            }
            LockSupport.parkNanos(PAUSE.toNanos() << attempt);
        }
    }

    private HttpExecuteResponse send(SdkHttpClient http, String question) throws IOException {
        ContentStreamProvider content = ContentStreamProvider.fromUtf8String(question);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", TARGET)
                .build();
        AwsCredentialsIdentity identity =
                S3Clients.credentials(options).resolveIdentity().join();
        SignedRequest signed = signer.sign(sign -> sign.identity(identity)
                .request(request)
                .payload(content)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(content))
                        .build())
                .call();
    }

    private static byte[] body(HttpExecuteResponse answer) throws IOException {
        try (InputStream stream = answer.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
            return stream.readNBytes(ANSWER_BYTES_MAX);
        }
    }

    private EngineException refused(int status, String told) {
        boolean isDenied = status == FORBIDDEN || told.contains("AccessDenied");
        EngineException refused = new EngineException(
                isDenied ? ErrorCode.ACCESS_DENIED : ErrorCode.STORE_FAILURE,
                "CloudTrail in " + region + " does not tell its public keys: HTTP " + status + " " + told);
        return isDenied
                ? refused.advise("it takes the permission cloudtrail:ListPublicKeys")
                : refused.advise("give --keys FILE with the answer of 'aws cloudtrail list-public-keys'");
    }

    private EngineException failed(String what, Exception causeOrNull) {
        return new EngineException(ErrorCode.STORE_FAILURE, "CloudTrail in " + region + " " + what, causeOrNull);
    }
}
