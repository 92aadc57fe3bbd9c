/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.s3.S3Failures.Action;
import dev.spoor.store.StoreTraffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The requests to one bucket. Keys are whole here. Failures are EngineExceptions, as {@link S3Failures} words them, once
 * the SDK has given up trying. Thread-safe.
 */
final class S3Bucket implements AutoCloseable {
    /** Keys of a page of a listing, and of one request to delete: what S3 takes at most. */
    static final int KEYS_MAX = 1000;

    private static final int NOT_FOUND = 404;
    private static final int RANGE_BEYOND_END = 416;
    private static final String ANY = "*";

    private final S3Client client;
    private final String name;
    private final S3Options options;
    private final S3Failures failures;
    private final TrafficMeter meter = new TrafficMeter();

    S3Bucket(String name, S3Options options) {
        this.name = name;
        this.options = options;
        this.client = S3Clients.open(options, meter);
        this.failures = new S3Failures(name, () -> Principal.find(options));
    }

    String name() {
        return name;
    }

    S3Options options() {
        return options;
    }

    TrafficMeter meter() {
        return meter;
    }

    StoreTraffic traffic() {
        return meter.total();
    }

    /**
     * A page of the listing, in the order of the keys' bytes.
     *
     * @param afterOrNull greater keys only
     * @param delimiterOrNull "/" to list folders in place of what is below them
     * @param tokenOrNull from the page before this one
     */
    ListObjectsV2Response list(String prefix, String afterOrNull, String delimiterOrNull, String tokenOrNull) {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(name)
                .prefix(prefix)
                .startAfter(afterOrNull)
                .delimiter(delimiterOrNull)
                .continuationToken(tokenOrNull)
                .maxKeys(KEYS_MAX)
                .encodingType(EncodingType.URL) // XML has no way to write some characters; the SDK decodes
                .requestPayer(payer());
        try {
            return client.listObjectsV2(request.build());
        } catch (SdkException e) {
            throw failures.of(e, Action.LIST, "");
        }
    }

    /** What is known about an object; empty when there is none. */
    Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(name).key(key).requestPayer(payer())));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failures.of(e, Action.READ, key);
        } catch (SdkException e) {
            throw failures.of(e, Action.READ, key);
        }
    }

    /**
     * Opens the bytes of an object; empty when the range begins behind its end.
     *
     * @param rangeOrNull as the HTTP header has it
     * @param etagOrNull of the version that must still be there
     */
    Optional<ResponseInputStream<GetObjectResponse>> get(String key, String rangeOrNull, String etagOrNull) {
        try {
            return Optional.of(client.getObject(request -> request.bucket(name)
                    .key(key)
                    .range(rangeOrNull)
                    .ifMatch(etagOrNull)
                    .requestPayer(payer())));
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_BEYOND_END) {
                return Optional.empty();
            }
            throw failures.of(e, Action.READ, key);
        } catch (SdkException e) {
            throw failures.of(e, Action.READ, key);
        }
    }

    /**
     * Writes an object in one request.
     *
     * @param isNew whether it is an error, OBJECT_EXISTS, when there is one of this key
     */
    void put(String key, RequestBody body, Map<String, String> metadata, boolean isNew) {
        try {
            client.putObject(
                    request -> {
                        request.bucket(name).key(key).metadata(metadata).requestPayer(payer());
                        if (isNew) {
                            request.ifNoneMatch(ANY);
                        }
                        options.kmsKey().ifPresent(kms -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(kms));
                    },
                    body);
        } catch (SdkException e) {
            throw failures.of(e, Action.WRITE, key);
        }
    }

    /** Begins an object of several parts and gives the id of the upload. */
    String beginUpload(String key, Map<String, String> metadata) {
        try {
            return client.createMultipartUpload(request -> {
                        request.bucket(name).key(key).metadata(metadata).requestPayer(payer());
                        options.kmsKey().ifPresent(kms -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(kms));
                    })
                    .uploadId();
        } catch (SdkException e) {
            throw failures.of(e, Action.WRITE, key);
        }
    }

    CompletedPart uploadPart(String key, String upload, int number, RequestBody body) {
        try {
            String etag = client.uploadPart(
                            request -> request.bucket(name)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .requestPayer(payer()),
                            body)
                    .eTag();
            return CompletedPart.builder().partNumber(number).eTag(etag).build();
        } catch (SdkException e) {
            throw failures.of(e, Action.WRITE, key);
        }
    }

    /** Makes an object of its parts; OBJECT_EXISTS as for {@link #put}. */
    void completeUpload(String key, String upload, List<CompletedPart> parts, boolean isNew) {
        try {
            client.completeMultipartUpload(request -> {
                request.bucket(name)
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(parts))
                        .requestPayer(payer());
                if (isNew) {
                    request.ifNoneMatch(ANY);
                }
            });
        } catch (SdkException e) {
            throw failures.of(e, Action.WRITE, key);
        }
    }

    /** Forgets the parts of an upload; one that is not there is no trouble. */
    void abortUpload(String key, String upload) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(name).key(key).uploadId(upload).requestPayer(payer()));
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw failures.of(e, Action.ABORT, key);
            }
        } catch (SdkException e) {
            throw failures.of(e, Action.ABORT, key);
        }
    }

    /** Removes at most {@link #KEYS_MAX} objects. What could not be removed is in the answer. */
    DeleteObjectsResponse delete(List<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        try {
            return client.deleteObjects(request -> request.bucket(name)
                    .delete(these -> these.objects(objects).quiet(true))
                    .requestPayer(payer()));
        } catch (SdkException e) {
            throw failures.of(e, Action.DELETE, keys.get(0));
        }
    }

    /** Removes one object, if it is there. */
    void delete(String key) {
        try {
            client.deleteObject(request -> request.bucket(name).key(key).requestPayer(payer()));
        } catch (SdkException e) {
            throw failures.of(e, Action.DELETE, key);
        }
    }

    private RequestPayer payer() {
        return options.requesterPays() ? RequestPayer.REQUESTER : null;
    }

    @Override
    public void close() {
        client.close();
    }
}
