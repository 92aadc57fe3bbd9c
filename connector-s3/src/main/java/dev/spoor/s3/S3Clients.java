/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.ProxyConfigProvider;

/**
 * Makes clients of the SDK the way a user's other AWS tools are configured: credentials and region from environment,
 * system properties, profiles (roles, web identity, single sign-on), container or instance; proxies from the environment
 * or system properties.
 */
final class S3Clients {
    /** A request is sent so many times at most; the SDK's token bucket ends a storm of repetitions earlier. */
    static final int ATTEMPTS_MAX = 6;

    private static final Duration CONNECT_TIMEOUT_MAX = Duration.ofSeconds(10);

    /** Waiting for one of the connections is no failure: it is how more threads than connections are held back. */
    private static final Duration CONNECTION_WAIT_MAX = Duration.ofMinutes(10);

    /** Any server of AWS. */
    static final URI AWS = URI.create("https://amazonaws.com");

    private static final Duration UNLIMITED = Duration.ofDays(10);

    private S3Clients() {}

    /** The connections of a client of S3. */
    static SdkHttpClient connections(S3Options options) {
        boolean isUnlimited = options.timeout().isZero();
        return Apache5HttpClient.builder()
                .proxyConfiguration(proxy(options.endpoint().orElse(AWS)))
                .maxConnections(options.requestsMax())
                .connectionAcquisitionTimeout(CONNECTION_WAIT_MAX)
                .connectionTimeout(connectTimeout(options))
                .socketTimeout(isUnlimited ? UNLIMITED : options.timeout())
                .tcpKeepAlive(true)
                .build();
    }

    /** A client over connections and credentials that it does not own. */
    static S3Client open(
            S3Options options,
            SdkHttpClient connections,
            AwsCredentialsProvider credentials,
            List<ExecutionInterceptor> interceptors) {
        S3ClientBuilder builder = S3Client.builder()
                .region(region(options))
                .credentialsProvider(credentials)
                .httpClient(connections)
                .forcePathStyle(options.isPathStyle())
                .dualstackEnabled(options.isDualStack())
                .crossRegionAccessEnabled(options.endpoint().isEmpty())
                // an access point is where its ARN says, whatever the region of everything else
                .serviceConfiguration(service -> service.useArnRegionEnabled(true))
                // bodies are checked by what is in them: gzip and Parquet have checksums of their own
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(changed -> {
                    interceptors.forEach(changed::addExecutionInterceptor);
                    changed.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS_MAX)
                            // also an answer that broke off, or could not be understood, while it was parsed
                            .retryOnRootCauseInstanceOf(IOException.class)
                            .retryOnRootCauseInstanceOf(XMLStreamException.class)
                            .build());
                    options.profile().ifPresent(changed::defaultProfileName);
                });
        options.endpoint().ifPresent(address -> {
            builder.endpointOverride(address);
            // not every server knows the newer checksums
            builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
            builder.addPlugin(LegacyMd5Plugin.create());
        });
        return builder.build();
    }

    /** @param answerMax how long the server may take on purpose before it answers */
    static SqsClient openQueue(QueueAddress queue, S3Options options, Duration answerMax) {
        return SqsClient.builder()
                .endpointOverride(queue.endpoint())
                .region(queue.region().map(Region::of).orElseGet(() -> region(options)))
                .credentialsProvider(credentials(options))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .proxyConfiguration(proxy(queue.endpoint()))
                        .connectionTimeout(connectTimeout(options))
                        .socketTimeout(
                                options.timeout().isZero()
                                        ? UNLIMITED
                                        : options.timeout().plus(answerMax))
                        .tcpKeepAlive(true))
                .overrideConfiguration(changed -> {
                    changed.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS_MAX)
                            .build());
                    options.profile().ifPresent(changed::defaultProfileName);
                })
                .build();
    }

    /**
     * What the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) or the system properties of Java (https.proxyHost and so on)
     * say for a server. Left alone, the client would ask for the proxy of http even where it speaks https.
     */
    static ProxyConfiguration proxy(URI server) {
        ProxyConfiguration.Builder proxy =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        ProxyConfigProvider told = ProxyConfigProvider.fromSystemEnvironmentSettings(
                true, true, server.getScheme().toLowerCase(Locale.ROOT));
        if (told != null && told.host() != null && !told.host().isEmpty()) {
            proxy.endpoint(URI.create("http://" + told.host() + ":" + told.port()));
            told.userName().ifPresent(proxy::username);
            told.password().ifPresent(proxy::password);
            proxy.nonProxyHosts(told.nonProxyHosts());
        }
        return proxy.build();
    }

    private static Duration connectTimeout(S3Options options) {
        boolean isLong = options.timeout().isZero() || options.timeout().compareTo(CONNECT_TIMEOUT_MAX) > 0;
        return isLong ? CONNECT_TIMEOUT_MAX : options.timeout();
    }

    static AwsCredentialsProvider credentials(S3Options options) {
        return options.isAnonymous() ? AnonymousCredentialsProvider.create() : new UserCredentials(options);
    }

    /** Any region will do to begin with: AWS tells the bucket's own, and other servers have none. */
    static Region region(S3Options options) {
        if (options.region().isPresent()) {
            return Region.of(options.region().get());
        }
        try {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            options.profile().ifPresent(chain::profileName);
            Region region = chain.build().getRegion();
            return region == null ? Region.US_EAST_1 : region;
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }
}
