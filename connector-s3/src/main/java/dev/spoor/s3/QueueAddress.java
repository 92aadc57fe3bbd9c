/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a queue: {@code https://sqs.REGION.amazonaws.com/ACCOUNT/NAME}, the same behind an endpoint of a VPC, or
 * another server's {@code http://HOST:PORT/ACCOUNT/NAME}.
 *
 * @param url as the user wrote it, which is what the queue is called in requests
 * @param endpoint where requests go
 * @param region if the host tells it
 */
record QueueAddress(String url, URI endpoint, Optional<String> region) {
    private static final Pattern URL = Pattern.compile("(https?://[^/?#@]+)/[^/?#]+/[^/?#]+");

    /** The newer hosts, those of FIPS, dual stack, China, and interface endpoints of a VPC. */
    private static final Pattern HOST = Pattern.compile(
            "https?://(?:vpce-[^.]+\\.)?sqs(?:-fips)?\\.([a-z0-9-]+)\\.(?:vpce\\.)?(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)");

    /** The older hosts. */
    private static final Pattern OLD_HOST = Pattern.compile("https?://(?:([a-z0-9-]+)\\.)?queue\\.amazonaws\\.com");

    private static final String REGION_OF_NONE = "us-east-1";

    /** Empty for what is not the URL of a queue. */
    static Optional<QueueAddress> parse(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new QueueAddress(text, URI.create(url.group(1)), region(url.group(1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> region(String server) {
        Matcher host = HOST.matcher(server);
        if (host.matches()) {
            return Optional.of(host.group(1));
        }
        Matcher old = OLD_HOST.matcher(server);
        return old.matches() ? Optional.of(old.group(1) == null ? REGION_OF_NONE : old.group(1)) : Optional.empty();
    }
}
