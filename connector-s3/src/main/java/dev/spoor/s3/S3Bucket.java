/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.s3.S3Failures.Action;
import dev.spoor.store.StoreTraffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
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
    private final SdkHttpClient connections;
    private final DirectReads direct;

    S3Bucket(String name, S3Options options) {
        this.name = name;
        this.options = options;
        this.connections = S3Clients.connections(options);
        AwsCredentialsProvider credentials = S3Clients.credentials(options);
        this.direct = new DirectReads(connections, credentials, meter);
        this.client = S3Clients.open(options, connections, credentials, List.of(meter, direct));
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
    ListPage list(String prefix, String afterOrNull, String delimiterOrNull, String tokenOrNull) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("list-type", "2");
        parameters.put("encoding-type", "url");
        parameters.put("max-keys", Integer.toString(KEYS_MAX));
        parameters.put("prefix", prefix);
        putIfPresent(parameters, "start-after", afterOrNull);
        putIfPresent(parameters, "delimiter", delimiterOrNull);
        putIfPresent(parameters, "continuation-token", tokenOrNull);
        try {
            ListPage page = direct.pageOrNull(parameters, headers(null, null));
            return page == null ? listBySdk(prefix, afterOrNull, delimiterOrNull, tokenOrNull) : page;
        } catch (SdkException e) {
            throw failures.of(e, Action.LIST, "");
        }
    }

    private static void putIfPresent(Map<String, String> values, String name, String valueOrNull) {
        if (valueOrNull != null) {
            values.put(name, valueOrNull);
        }
    }

    private Map<String, String> headers(String rangeOrNull, String etagOrNull) {
        Map<String, String> headers = new HashMap<>();
        putIfPresent(headers, "Range", rangeOrNull);
        putIfPresent(headers, "If-Match", etagOrNull);
        if (options.requesterPays()) {
            headers.put("x-amz-request-payer", RequestPayer.REQUESTER.toString());
        }
        return headers;
    }

    private ListPage listBySdk(String prefix, String afterOrNull, String delimiterOrNull, String tokenOrNull) {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(name)
                .prefix(prefix)
                .startAfter(afterOrNull)
                .delimiter(delimiterOrNull)
                .continuationToken(tokenOrNull)
                .maxKeys(KEYS_MAX)
                .encodingType(EncodingType.URL) // XML has no way to write some characters; the SDK decodes
                .requestPayer(payer());
        ListObjectsV2Response answer = client.listObjectsV2(request.build());
        return new ListPage(
                answer.contents().stream()
                        .map(object -> new ListPage.ListedObject(
                                object.key(),
                                object.size(),
                                object.lastModified().getEpochSecond(),
                                object.eTag()))
                        .toList(),
                answer.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
                Boolean.TRUE.equals(answer.isTruncated()),
                answer.nextContinuationToken());
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
    Optional<ObjectBody> get(String key, String rangeOrNull, String etagOrNull) {
        try {
            ObjectBody body = direct.objectOrNull(key, headers(rangeOrNull, etagOrNull));
            return Optional.of(body == null ? getBySdk(key, rangeOrNull, etagOrNull) : body);
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_BEYOND_END) {
                return Optional.empty();
            }
            throw failures.of(e, Action.READ, key);
        } catch (SdkException e) {
            throw failures.of(e, Action.READ, key);
        }
    }

    private ObjectBody getBySdk(String key, String rangeOrNull, String etagOrNull) {
        ResponseInputStream<GetObjectResponse> stream = client.getObject(request -> request.bucket(name)
                .key(key)
                .range(rangeOrNull)
                .ifMatch(etagOrNull)
                .requestPayer(payer()));
        return new ObjectBody(
                stream, stream.response().contentLength(), stream.response().eTag(), stream);
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
        connections.close();
    }
}
