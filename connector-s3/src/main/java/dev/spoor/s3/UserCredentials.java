/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The credentials of a user: those of the profile that the settings name, whatever else there is, or the first that AWS's
 * tools would find. Tells failures to find any from all others. Thread-safe.
 */
final class UserCredentials implements AwsCredentialsProvider {
    /** There are none, or they cannot be fetched. */
    static final class NotFoundException extends SdkClientException {
        private static final long serialVersionUID = 1L;

        private NotFoundException(SdkException cause) {
            super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
        }
    }

    private final AwsCredentialsProvider provider;

    UserCredentials(S3Options options) {
        this.provider = options.profile().isPresent()
                ? ProfileCredentialsProvider.create(options.profile().get())
                : DefaultCredentialsProvider.builder().build();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (SdkException e) {
            throw new NotFoundException(e);
        }
    }
}
