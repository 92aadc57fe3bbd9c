/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Logs and lakes in S3, and in servers that speak its protocol: the only room of the AWS SDK.
 *
 * <p>{@link dev.spoor.s3.S3StoreProvider} is the door; {@link java.util.ServiceLoader} finds it, and nothing else here is
 * loaded before an {@code s3://} address is opened. {@link dev.spoor.s3.S3Bucket} makes the requests and is the only
 * class that handles the SDK's client; {@link dev.spoor.s3.S3Failures} says in plain words what went wrong. Requests to read
 * take a short way, {@link dev.spoor.s3.DirectReads}, once the SDK has shown where they go; the SDK tries again what failed
 * there, was answered with 500 or 503, or not at all. {@link dev.spoor.s3.ResumingStream} does the same for answers that
 * break off in the middle.
 *
 * <p>{@link dev.spoor.s3.SqsFeedProvider} opens queues of SQS as feeds of new objects; {@code NotificationParser} knows what
 * their messages look like. {@link dev.spoor.s3.CloudTrailKeyProvider} asks CloudTrail for the public keys that prove its
 * digests.
 */
package dev.spoor.s3;
