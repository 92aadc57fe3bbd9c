/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.s3.NotificationParser.Parsed;
import dev.spoor.store.ObjectFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A queue of SQS as a feed. What is received is hidden from other receivers for a while, and a thread renews that until it
 * is deleted or released. A queue that is asked too late gives the same message again, with another receipt: the newest
 * one counts.
 */
final class SqsObjectFeed implements ObjectFeed {
    /** How long messages stay hidden after their receiver died. */
    static final Duration VISIBILITY = Duration.ofMinutes(5);

    /** Each message is renewed after one to two of these parts of the time that it is hidden. */
    private static final int RENEWALS_PER_VISIBILITY = 3;

    /** SQS takes and gives no more at once. */
    private static final int BATCH = 10;

    private static final Duration LONG_POLL_MAX = Duration.ofSeconds(20);

    /** When a process ends it gives back so many messages with haste; others stay hidden for the rest of their time. */
    private static final int GIVEN_BACK_MAX = 1_000;

    private static final Duration GIVE_BACK_TIMEOUT = Duration.ofSeconds(2);
    private static final int FORBIDDEN = 403;

    private final QueueAddress queue;
    private final SqsClient client;
    private final NotificationParser parser = new NotificationParser();
    private final Consumer<String> warnings;
    private final Supplier<Optional<String>> principal;
    private final int visibilitySeconds;
    private final ScheduledExecutorService renewals;

    /** Receipts of what is in work, by the message's id. */
    private final Map<String, String> receipts = new LinkedHashMap<>();

    /** Those of them that the next renewal leaves alone, because they are so new. */
    private final Set<String> fresh = new LinkedHashSet<>();

    private SqsObjectFeed(QueueAddress queue, SqsClient client, S3Options options, Duration visibility) {
        this.queue = queue;
        this.client = client;
        this.warnings = options.warnings();
        this.principal = () -> Principal.find(options);
        this.visibilitySeconds = Math.toIntExact(visibility.toSeconds());
        this.renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "spoor-queue");
            thread.setDaemon(true);
            return thread;
        });
        long pause = visibility.toMillis() / RENEWALS_PER_VISIBILITY;
        renewals.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** @param visibility how long messages stay hidden unless that is renewed; whole seconds */
    static SqsObjectFeed open(QueueAddress queue, S3Options options, Duration visibility) {
        return new SqsObjectFeed(queue, S3Clients.openQueue(queue, options, LONG_POLL_MAX), options, visibility);
    }

    @Override
    public String name() {
        return queue.url();
    }

    @Override
    public List<Notice> receive(Duration waitMax) {
        long wait = Math.min(LONG_POLL_MAX.toSeconds(), (waitMax.toMillis() + 999) / 1_000);
        List<Message> messages;
        try {
            messages = client.receiveMessage(request -> request.queueUrl(queue.url())
                            .maxNumberOfMessages(BATCH)
                            .waitTimeSeconds(Math.toIntExact(wait))
                            .visibilityTimeout(visibilitySeconds)
                            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                    .messages();
        } catch (SdkException e) {
            throw explained(e);
        }
        List<Notice> notices = new ArrayList<>();
        synchronized (receipts) {
            for (Message message : messages) {
                receipts.put(message.messageId(), message.receiptHandle());
                fresh.add(message.messageId());
            }
        }
        for (Message message : messages) {
            Parsed parsed = parser.parse(message.body());
            notices.add(new Notice(message.messageId(), deliveries(message), parsed.addresses(), parsed.problem()));
        }
        return notices;
    }

    private static int deliveries(Message message) {
        String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        try {
            return count == null ? 1 : Integer.parseInt(count);
        } catch (NumberFormatException e) {
            return 1; // it is only told to people
        }
    }

    private EngineException explained(SdkException failure) {
        if (failure instanceof QueueDoesNotExistException) {
            return new EngineException(ErrorCode.LOCATION_NOT_FOUND, "there is no queue " + queue.url(), failure);
        }
        if (failure instanceof UserCredentials.NotFoundException) {
            return new EngineException(
                            ErrorCode.ACCESS_DENIED,
                            "there are no AWS credentials to ask " + queue.url() + " with: " + failure.getMessage(),
                            failure)
                    .advise("sign in (aws configure, aws sso login), or name a profile with s3.profile");
        }
        AwsErrorDetails details = failure instanceof SqsException answer ? answer.awsErrorDetails() : null;
        String code = details == null ? "" : String.valueOf(details.errorCode());
        boolean isRefused = failure instanceof SqsException answer && answer.statusCode() == FORBIDDEN
                || code.contains("AccessDenied");
        if (isRefused) {
            return new EngineException(
                            ErrorCode.ACCESS_DENIED,
                            principal.get().orElse("whoever these credentials belong to")
                                    + " may not receive messages of " + queue.url() + ": " + failure.getMessage(),
                            failure)
                    .advise("allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility, and"
                            + " kms:Decrypt if a key of KMS encrypts the queue");
        }
        return new EngineException(
                ErrorCode.FEED_FAILURE,
                "the queue " + queue.url() + " cannot be asked: " + failure.getMessage(),
                failure);
    }

    /** The receipts of notices, by id; those that are not in work any more are left out. */
    private Map<String, String> receiptsOf(Collection<Notice> notices) {
        Map<String, String> found = new LinkedHashMap<>();
        synchronized (receipts) {
            for (Notice notice : notices) {
                String receipt = receipts.get(notice.id());
                if (receipt != null) {
                    found.put(notice.id(), receipt);
                }
            }
        }
        return found;
    }

    private void forget(Collection<String> ids) {
        synchronized (receipts) {
            receipts.keySet().removeAll(ids);
            fresh.removeAll(ids);
        }
    }

    @Override
    public void acknowledge(Collection<Notice> notices) {
        Map<String, String> all = receiptsOf(notices);
        try {
            for (List<Map.Entry<String, String>> some : batches(all)) {
                List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
                for (Map.Entry<String, String> each : some) {
                    entries.add(DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(each.getValue())
                            .build());
                }
                // before: a renewal that overtakes the answer would take deleted messages for trouble
                forget(some.stream().map(Map.Entry::getKey).toList());
                List<BatchResultErrorEntry> failed = client.deleteMessageBatch(
                                request -> request.queueUrl(queue.url()).entries(entries))
                        .failed();
                tell("deleted", failed);
            }
        } catch (SdkException e) {
            warnings.accept("messages of " + queue.url() + " whose files are in the lake could not be deleted, and come"
                    + " again: " + e.getMessage());
        } finally {
            forget(all.keySet());
        }
    }

    private void tell(String what, List<BatchResultErrorEntry> failed) {
        if (!failed.isEmpty()) {
            BatchResultErrorEntry first = failed.get(0);
            warnings.accept(failed.size() + " messages of " + queue.url() + " could not be " + what
                    + ", and come again: " + first.code() + " " + first.message());
        }
    }

    @Override
    public void release(Collection<Notice> notices) {
        forget(notices.stream().map(Notice::id).toList());
    }

    /** Hides for longer what has been in work since the last renewal. */
    private void renew() {
        Map<String, String> old;
        synchronized (receipts) {
            old = new LinkedHashMap<>(receipts);
            old.keySet().removeAll(fresh);
            fresh.clear();
        }
        try {
            for (List<Map.Entry<String, String>> some : batches(old)) {
                tell("kept from others", stillInWork(some, hide(some, visibilitySeconds, Optional.empty())));
            }
        } catch (SdkException e) {
            warnings.accept("messages of " + queue.url()
                    + " in work could not be kept from others, and may come again: " + e.getMessage());
        }
    }

    /** Those failures that are about messages that have not been deleted meanwhile. */
    private List<BatchResultErrorEntry> stillInWork(
            List<Map.Entry<String, String>> messages, List<BatchResultErrorEntry> failed) {
        synchronized (receipts) {
            return failed.stream()
                    .filter(entry -> {
                        Map.Entry<String, String> message = messages.get(Integer.parseInt(entry.id()));
                        return message.getValue().equals(receipts.get(message.getKey()));
                    })
                    .toList();
        }
    }

    private List<BatchResultErrorEntry> hide(
            List<Map.Entry<String, String>> messages, int seconds, Optional<Duration> timeout) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Map.Entry<String, String> each : messages) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(each.getValue())
                    .visibilityTimeout(seconds)
                    .build());
        }
        return client.changeMessageVisibilityBatch(request -> {
                    request.queueUrl(queue.url()).entries(entries);
                    timeout.ifPresent(limit -> request.overrideConfiguration(how -> how.apiCallTimeout(limit)));
                })
                .failed();
    }

    private static List<List<Map.Entry<String, String>>> batches(Map<String, String> receipts) {
        List<Map.Entry<String, String>> all = List.copyOf(receipts.entrySet());
        List<List<Map.Entry<String, String>>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        Map<String, String> held;
        synchronized (receipts) {
            held = new LinkedHashMap<>(receipts);
            receipts.clear();
        }
        boolean wasInterrupted = Thread.interrupted(); // an interrupted thread sends no requests
        try {
            List<List<Map.Entry<String, String>>> batches = batches(held);
            for (List<Map.Entry<String, String>> some :
                    batches.subList(0, Math.min(batches.size(), GIVEN_BACK_MAX / BATCH))) {
                hide(some, 0, Optional.of(GIVE_BACK_TIMEOUT));
            }
        } catch (SdkException e) {
            warnings.accept("messages of " + queue.url() + " in work come again only after " + visibilitySeconds
                    + " seconds: " + e.getMessage());
        } finally {
            client.close();
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
