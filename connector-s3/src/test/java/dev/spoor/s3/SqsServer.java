/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A real server of queues in this process, and a plain client to send with and to look behind the back. */
final class SqsServer implements AutoCloseable {
    private static final int BATCH = 10;

    private final SQSRestServer server;
    private final SqsClient client;
    private final URI address;
    private int queues;

    private SqsServer(SQSRestServer server) {
        this.server = server;
        int port = server.waitUntilStarted().localAddress().getPort();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.client = SqsClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    static SqsServer start() {
        return new SqsServer(SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start());
    }

    URI address() {
        return address;
    }

    /** Makes a queue and gives its URL. */
    String newQueue() {
        String name = "queue-" + queues++;
        return client.createQueue(request -> request.queueName(name)).queueUrl();
    }

    /** Makes a queue that sets messages aside, in another one, when they were received so often. */
    String newQueue(int receivesMax, String asideUrl) {
        String aside = client.getQueueAttributes(
                        request -> request.queueUrl(asideUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String name = "queue-" + queues++;
        return client.createQueue(request -> request.queueName(name)
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + aside + "\",\"maxReceiveCount\":\"" + receivesMax
                                        + "\"}")))
                .queueUrl();
    }

    void send(String url, String body) {
        client.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    /** Receives as somebody else would, without waiting; what it gets stays hidden for as long as was asked for. */
    List<String> receive(String url, int hiddenSeconds) {
        return client
                .receiveMessage(request ->
                        request.queueUrl(url).maxNumberOfMessages(BATCH).visibilityTimeout(hiddenSeconds))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }

    /** How many messages there are, visible or not. */
    int count(String url) {
        Map<QueueAttributeName, String> counts = client.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
