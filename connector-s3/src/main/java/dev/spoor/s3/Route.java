/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Where requests about a bucket go and how they are signed, as one shows that was answered.
 *
 * @param protocol "http" or "https"
 * @param bucketPath of requests about the bucket; those about objects have '/' and the key behind it
 * @param signingRegion by version 4 of AWS's signatures; empty for requests that are not signed
 */
record Route(String protocol, String host, int port, String bucketPath, Optional<String> signingRegion) {
    private static final String AUTHORIZATION = "Authorization";
    private static final String SIGNATURE = "AWS4-HMAC-SHA256 Credential=";
    static final String SERVICE = "s3";

    /** Key, day, region, service and a constant. */
    private static final int SCOPE_PARTS = 5;

    /** A request that carries its own kind of credentials, for directory buckets. */
    private static final String SESSION = "x-amz-s3session-token";

    /**
     * Empty when the request was signed in another way.
     *
     * @param keyOrNull of a request about an object
     */
    static Optional<Route> of(SdkHttpRequest sent, String keyOrNull) {
        Optional<String> path = bucketPath(sent.encodedPath(), keyOrNull);
        Optional<String> authorization = sent.firstMatchingHeader(AUTHORIZATION);
        boolean isOther = sent.firstMatchingHeader(SESSION).isPresent()
                || !sent.rawQueryParameters()
                        .getOrDefault("X-Amz-Signature", List.of())
                        .isEmpty();
        if (path.isEmpty() || isOther) {
            return Optional.empty();
        }
        Optional<String> region = authorization.flatMap(Route::region);
        return authorization.isPresent() && region.isEmpty()
                ? Optional.empty()
                : Optional.of(new Route(sent.protocol(), sent.host(), sent.port(), path.get(), region));
    }

    private static Optional<String> bucketPath(String path, String keyOrNull) {
        if (keyOrNull == null) {
            return Optional.of(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        }
        String end = "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(keyOrNull);
        return path.endsWith(end) ? Optional.of(path.substring(0, path.length() - end.length())) : Optional.empty();
    }

    private static Optional<String> region(String authorization) {
        int end = authorization.indexOf(',');
        if (!authorization.startsWith(SIGNATURE) || end < 0) {
            return Optional.empty();
        }
        String[] scope = authorization.substring(SIGNATURE.length(), end).split("/");
        boolean isUsual = scope.length == SCOPE_PARTS && scope[SCOPE_PARTS - 2].equals(SERVICE);
        return isUsual ? Optional.of(scope[SCOPE_PARTS - 3]) : Optional.empty();
    }

    /** A request to read that is not signed yet. */
    SdkHttpRequest.Builder get(String keyOrNull) {
        String path =
                keyOrNull == null ? bucketPath : bucketPath + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(keyOrNull);
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol(protocol)
                .host(host)
                .port(port)
                .encodedPath(path.isEmpty() ? "/" : path);
    }
}
