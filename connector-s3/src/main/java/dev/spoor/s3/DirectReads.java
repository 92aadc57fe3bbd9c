/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Requests to read that are made without most of the SDK, which takes as much time for each as a small object takes to be
 * read: its HTTP client and its signatures are used, and the rest is left out. The SDK makes the first request, whatever
 * region, endpoint and redirection that takes, and what it has sent then is the pattern for all others. It also makes
 * each request again that was not answered as it should be here, with all its patience. Thread-safe.
 */
final class DirectReads implements ExecutionInterceptor {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int ERROR_BYTES_MAX = 1 << 16;

    private static final int SERVER_ERROR = 500;

    /** So many answers that are no trouble of the server, without a good one between them, and the SDK does all for ever. */
    private static final int STRANGE_ANSWERS_MAX = 8;

    /** Refusals that would be the same if the SDK asked again. */
    private static final Set<String> FINAL_CODES =
            Set.of("NoSuchKey", "AccessDenied", "InvalidObjectState", "PreconditionFailed", "InvalidRange");

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final TrafficMeter meter;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AtomicInteger strangeAnswers = new AtomicInteger();
    private volatile Route route;

    /** Owns nothing. */
    DirectReads(SdkHttpClient http, AwsCredentialsProvider credentials, TrafficMeter meter) {
        this.http = http;
        this.credentials = credentials;
        this.meter = meter;
    }

    /** Looks at what the SDK has sent. */
    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (route != null || context.httpResponse().statusCode() != OK) {
            return;
        }
        if (context.request() instanceof GetObjectRequest get) {
            route = Route.of(context.httpRequest(), get.key()).orElse(null);
        } else if (context.request() instanceof ListObjectsV2Request) {
            route = Route.of(context.httpRequest(), null).orElse(null);
        }
    }

    /**
     * Reads an object. Null when the SDK must be asked.
     *
     * @param headers names and values
     * @throws S3Exception for a refusal that would be repeated
     */
    ObjectBody objectOrNull(String key, Map<String, String> headers) {
        HttpExecuteResponse answer = askOrNull(key, Map.of(), headers);
        if (answer == null) {
            return null;
        }
        AbortableInputStream body = answer.responseBody().orElseGet(AbortableInputStream::createEmpty);
        long length = length(answer);
        if (length < 0) {
            body.abort();
            return strange();
        }
        strangeAnswers.set(0);
        String etag = answer.httpResponse().firstMatchingHeader("ETag").orElse(null);
        return new ObjectBody(body, length, etag, body);
    }

    /** A page of a listing. Null when the SDK must be asked. */
    ListPage pageOrNull(Map<String, String> parameters, Map<String, String> headers) {
        HttpExecuteResponse answer = askOrNull(null, parameters, headers);
        if (answer == null) {
            return null;
        }
        AbortableInputStream body = answer.responseBody().orElseGet(AbortableInputStream::createEmpty);
        try (InputStream stream = body) {
            long length = length(answer);
            byte[] xml = stream.readAllBytes();
            ListPage page = length >= 0 && xml.length != length ? null : ListPageParser.parseOrNull(xml);
            if (page == null) {
                return strange();
            }
            strangeAnswers.set(0);
            return page;
        } catch (IOException e) {
            body.abort();
            return failed();
        }
    }

    /** -1 if it is not told. */
    private static long length(HttpExecuteResponse answer) {
        try {
            return answer.httpResponse()
                    .firstMatchingHeader("Content-Length")
                    .map(Long::parseLong)
                    .orElse(-1L);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** An answer of status 200 or 206. */
    private HttpExecuteResponse askOrNull(
            String keyOrNull, Map<String, String> parameters, Map<String, String> headers) {
        Route way = route;
        if (way == null || strangeAnswers.get() >= STRANGE_ANSWERS_MAX) {
            return null;
        }
        try {
            SdkHttpRequest.Builder request = way.get(keyOrNull);
            parameters.forEach(request::putRawQueryParameter);
            headers.forEach(request::putHeader);
            SdkHttpRequest signed = signed(way, request.build());
            meter.countRead(keyOrNull == null);
            HttpExecuteResponse answer = http.prepareRequest(
                            HttpExecuteRequest.builder().request(signed).build())
                    .call();
            int status = answer.httpResponse().statusCode();
            if (status == OK || status == PARTIAL) {
                return answer;
            }
            refuse(answer);
            return status >= SERVER_ERROR ? failed() : strange();
        } catch (S3Exception e) {
            throw e;
        } catch (IOException | SdkException | CompletionException e) {
            return failed();
        }
    }

    private <T> T failed() {
        meter.countRetry();
        return null;
    }

    private <T> T strange() {
        strangeAnswers.incrementAndGet();
        return failed();
    }

    private SdkHttpRequest signed(Route way, SdkHttpRequest request) {
        if (way.signingRegion().isEmpty()) {
            return request;
        }
        AwsCredentialsIdentity identity = credentials.resolveIdentity().join();
        return signer.sign(sign -> sign.identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, Route.SERVICE)
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME, way.signingRegion().get())
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
                .request();
    }

    /** Throws what the SDK would throw, if it would not try again. */
    private static void refuse(HttpExecuteResponse answer) throws IOException {
        AbortableInputStream body = answer.responseBody().orElseGet(AbortableInputStream::createEmpty);
        byte[] xml;
        try (InputStream stream = body) {
            xml = stream.readNBytes(ERROR_BYTES_MAX);
        }
        ErrorAnswer error = ErrorAnswer.parseOrNull(xml);
        if (error == null || !FINAL_CODES.contains(error.code())) {
            return;
        }
        int status = answer.httpResponse().statusCode();
        throw (S3Exception) S3Exception.builder()
                .statusCode(status)
                .requestId(answer.httpResponse()
                        .firstMatchingHeader("x-amz-request-id")
                        .orElse(null))
                .message(error.message())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(error.code())
                        .errorMessage(error.message())
                        .build())
                .build();
    }
}
