/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Finds out whose the credentials are, for messages about what they may not do. */
final class Principal {
    private Principal() {}

    /** The ARN that AWS knows them by; for other servers, or without an answer, the id of the access key. */
    static Optional<String> find(S3Options options) {
        if (options.isAnonymous()) {
            return Optional.of("an unsigned request");
        }
        AwsCredentialsProvider credentials = S3Clients.credentials(options);
        if (options.endpoint().isEmpty()) {
            try (StsClient client = StsClient.builder()
                    .region(S3Clients.region(options))
                    .credentialsProvider(credentials)
                    .httpClientBuilder(Apache5HttpClient.builder()
                            .proxyConfiguration(S3Clients.proxy(S3Clients.AWS))
                            .socketTimeout(options.timeout()))
                    .build()) {
                return Optional.of(client.getCallerIdentity().arn());
            } catch (SdkException e) {
                // the key must do
            }
        }
        try {
            return Optional.of("access key " + credentials.resolveCredentials().accessKeyId());
        } catch (SdkException e) {
            return Optional.empty();
        }
    }
}
