/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Says what a failed request means: which bucket and key, who asked, which permission is missing, what to do. Error codes
 * are those of the S3 API reference ("Error responses").
 */
final class S3Failures {
    /** What a request needs to be allowed to do, as IAM policies name it. */
    enum Action {
        LIST("s3:ListBucket"),
        READ("s3:GetObject"),
        WRITE("s3:PutObject"),
        DELETE("s3:DeleteObject"),
        ABORT("s3:AbortMultipartUpload");

        private final String permission;

        Action(String permission) {
            this.permission = permission;
        }
    }

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int MOVED = 301;

    /** How AWS words a refusal; other servers say less. */
    private static final Pattern REFUSAL =
            Pattern.compile("User: (\\S+) is not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z0-9]+)");

    private static final Pattern KMS = Pattern.compile("\\bkms:([A-Za-z]+)");

    private final String bucket;
    private final Supplier<Optional<String>> principal;
    private Optional<String> knownPrincipal;

    /** @param principal who asks, if that can be found out; asked only when a request was refused */
    S3Failures(String bucket, Supplier<Optional<String>> principal) {
        this.bucket = bucket;
        this.principal = principal;
    }

    /** The error for a failed request about a key, or about the bucket when that is empty. */
    EngineException of(SdkException failure, Action action, String key) {
        if (!(failure instanceof S3Exception answer)) {
            return withoutAnswer(failure, action, key);
        }
        String code = code(answer);
        return switch (answer.statusCode()) {
            case MOVED ->
                new EngineException(
                                ErrorCode.INVALID_CONFIGURATION, "bucket " + bucket + " is in another region", answer)
                        .advise("set s3.region to " + regionOf(answer).orElse("the region of the bucket"));
            case FORBIDDEN -> refused(answer, code, action, key);
            case NOT_FOUND -> notFound(answer, code, key);
            case CONFLICT, PRECONDITION_FAILED ->
                action == Action.WRITE
                        ? new EngineException(
                                ErrorCode.OBJECT_EXISTS, "there is already an object " + place(key), answer)
                        : failed(answer, action, key, describe(answer, code));
            default -> failed(answer, action, key, describe(answer, code));
        };
    }

    private static Optional<String> regionOf(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.sdkHttpResponse() == null
                ? Optional.empty()
                : details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
    }

    private static String code(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String message(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }

    private static String describe(S3Exception answer, String code) {
        String message = message(answer);
        return "HTTP " + answer.statusCode() + (code.isEmpty() ? "" : " " + code)
                + (message.isEmpty() ? "" : ": " + message)
                + (answer.requestId() == null ? "" : " (request " + answer.requestId() + ")");
    }

    private String place(String key) {
        return "s3://" + bucket + (key.isEmpty() ? "" : "/" + key);
    }

    private EngineException failed(SdkException cause, Action action, String key, String reason) {
        String what =
                switch (action) {
                    case LIST -> " cannot be listed: ";
                    case READ -> " cannot be read: ";
                    case WRITE -> " cannot be written: ";
                    case DELETE -> " cannot be deleted: ";
                    case ABORT -> " has an unfinished upload that cannot be removed: ";
                };
        return new EngineException(ErrorCode.STORE_FAILURE, place(key) + what + reason, cause);
    }

    private EngineException notFound(S3Exception answer, String code, String key) {
        if (code.equals("NoSuchBucket")) {
            return new EngineException(ErrorCode.LOCATION_NOT_FOUND, "there is no bucket " + bucket, answer)
                    .with("location", place(""));
        }
        return new EngineException(
                ErrorCode.OBJECT_VANISHED,
                "object " + place(key) + " was listed and is gone; was it moved or deleted meanwhile?",
                answer);
    }

    private EngineException refused(S3Exception answer, String code, Action action, String key) {
        switch (code) {
            case "InvalidObjectState":
                return failed(answer, action, key, "it is archived (Glacier)")
                        .advise("restore it in S3 first; an archived object is not tried again");
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired":
                return new EngineException(
                                ErrorCode.ACCESS_DENIED,
                                "bucket " + bucket + " does not accept the credentials: " + describe(answer, code),
                                answer)
                        .advise("check the profile, or sign in again: aws sso login");
            case "RequestTimeTooSkewed":
                return failed(answer, action, key, "the clock of this machine is wrong: " + message(answer));
            default:
                return denied(answer, code, action, key);
        }
    }

    private EngineException denied(S3Exception answer, String code, Action action, String key) {
        String message = message(answer);
        Matcher refusal = REFUSAL.matcher(message);
        boolean isWorded = refusal.find();
        Matcher kms = KMS.matcher(message);
        String permission = kms.find() ? "kms:" + kms.group(1) : isWorded ? refusal.group(2) : action.permission;
        String who = isWorded ? refusal.group(1) : principal();
        String about = permission.startsWith("kms:")
                ? " on the key that " + place(key) + " is encrypted with"
                : " on bucket " + bucket + (key.isEmpty() ? "" : ", object " + key);
        return new EngineException(
                        ErrorCode.ACCESS_DENIED,
                        who + " may not " + permission + about + " (" + describe(answer, code) + ")",
                        answer)
                .with("bucket", bucket)
                .advise("allow " + permission + " in the policy of the role or user, of the bucket"
                        + (permission.startsWith("kms:") ? ", and of the KMS key" : "")
                        + "; a bucket where the requester pays needs s3.requester-pays=on");
    }

    private synchronized String principal() {
        if (knownPrincipal == null) {
            knownPrincipal = principal.get();
        }
        return knownPrincipal.orElse("whoever these credentials belong to");
    }

    /** The server gave no answer that could be understood, or was never asked. */
    private EngineException withoutAnswer(SdkException failure, Action action, String key) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UserCredentials.NotFoundException) {
            return new EngineException(
                            ErrorCode.ACCESS_DENIED,
                            "there are no AWS credentials to ask bucket " + bucket + " with: " + message,
                            failure)
                    .advise("sign in (aws configure, aws sso login), name a profile with s3.profile, or set"
                            + " s3.anonymous=on for a public bucket");
        }
        return failed(failure, action, key, "the server gave no answer: " + message);
    }
}
