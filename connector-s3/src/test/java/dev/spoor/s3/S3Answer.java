/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a server answers. The length of the body of a HEAD request is that of the object; nothing of it is sent. */
public record S3Answer(int status, Map<String, String> headers, byte[] body) {
    public static S3Answer xml(int status, String xml) {
        return new S3Answer(
                status,
                Map.of("Content-Type", "application/xml"),
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml).getBytes(StandardCharsets.UTF_8));
    }

    public static S3Answer error(int status, String code, String message) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    /** As services with a protocol of JSON refuse an action. */
    static S3Answer denied(String action) {
        String json = "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"message\":\"User: arn:aws:iam::"
                + "111122223333:user/me is not authorized to perform: " + action + "\"}";
        return new S3Answer(
                403, Map.of("Content-Type", "application/x-amz-json-1.0"), json.getBytes(StandardCharsets.UTF_8));
    }

    public static S3Answer empty(int status) {
        return new S3Answer(status, Map.of(), new byte[0]);
    }

    public S3Answer with(String header, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(header, value);
        return new S3Answer(status, Map.copyOf(changed), body);
    }
}
