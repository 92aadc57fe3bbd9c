/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.util.Locale;
import java.util.Map;

/**
 * A request to a server of one bucket, named in the path.
 *
 * @param key decoded; empty for requests about the bucket
 * @param query decoded; parameters without a value have an empty one
 * @param headers by name in lower case
 */
public record S3Request(
        String method, String key, Map<String, String> query, Map<String, String> headers, byte[] body) {
    /** What a policy must allow for it. */
    public String action() {
        String upload = query.get("uploadId");
        return switch (method) {
            case "GET" -> key.isEmpty() ? "s3:ListBucket" : "s3:GetObject";
            case "HEAD" -> key.isEmpty() ? "s3:ListBucket" : "s3:GetObject";
            case "DELETE" -> upload == null ? "s3:DeleteObject" : "s3:AbortMultipartUpload";
            case "POST" -> query.containsKey("delete") ? "s3:DeleteObject" : "s3:PutObject";
            case "PUT" -> "s3:PutObject";
            default -> throw new IllegalArgumentException("no request of S3: " + method);
        };
    }

    public String headerOrNull(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
