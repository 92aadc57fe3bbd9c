/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.store.StoreOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real S3 server in this process, with one bucket in memory, and a plain client to arrange and look behind the back. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "trail-bucket";

    private static final String IDENTITY = "test-identity";
    private static final String CREDENTIAL = "test-credential";

    private final S3Proxy proxy;
    private final S3Client client;

    private S3Server(S3Proxy proxy) {
        this.proxy = proxy;
        this.client = S3Client.builder()
                .endpointOverride(address())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, CREDENTIAL)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        client.createBucket(request -> request.bucket(BUCKET));
    }

    static S3Server start() {
        try {
            S3Proxy proxy = S3Proxy.builder()
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, IDENTITY, CREDENTIAL)
                    .blobStore(new TransientNio2BlobStore())
                    .jettyMaxThreads(100)
                    .build();
            proxy.start();
            return new S3Server(proxy);
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not start", e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    S3Client client() {
        return client;
    }

    /** The settings by which Spoor reaches this server, or something in front of it. */
    static Map<String, String> settings(URI address) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "s3.region", "us-east-1",
                "s3.profile", "",
                "s3.anonymous", "false",
                "s3.requester-pays", "false",
                "s3.endpoint", address.toString(),
                "s3.path-style", "true",
                "s3.dual-stack", "false",
                "s3.kms-key", "",
                "s3.requests", "32",
                "s3.timeout", "PT20S"));
        settings.put("s3.cache-limit", "0");
        return settings;
    }

    static StoreOptions options(URI address, Path cache) {
        // credentials as a user would pass them: there is no setting for secrets
        System.setProperty("aws.accessKeyId", IDENTITY);
        System.setProperty("aws.secretAccessKey", CREDENTIAL);
        return new StoreOptions(settings(address), cache, warning -> {});
    }

    S3Server put(String key, byte[] bytes) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
        return this;
    }

    void remove(String key) {
        client.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        client
                .listObjectsV2Paginator(request -> request.bucket(BUCKET).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .forEach(keys::add);
        return keys;
    }

    List<MultipartUpload> unfinishedUploads() {
        return client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads();
    }

    void clear() {
        keys().parallelStream().forEach(this::remove);
    }

    @Override
    public void close() {
        client.close();
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not stop", e);
        }
    }
}
