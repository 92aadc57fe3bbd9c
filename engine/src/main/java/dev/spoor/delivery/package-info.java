/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Where results go: folders, S3, mail, webhooks.
 *
 * <pre>
 *   Delivery: title, severity, text, facts, findings, files
 *     -> Outbox: one row for each destination in the ledger (dev.spoor.dataset, DeliveryBooks)
 *     -> Destination: tries once       StoreDestination   folder, s3: files beside each other, delivery.json last
 *                                      SmtpDestination    MailMessage: text, HTML, attachments
 *                                      WebhookDestination SlackMessage, or the delivery as JSON
 *     -> DeliveryOutcome: sent, again later, refused; RetryPolicy says when, and when nobody tries any more
 * </pre>
 *
 * <p>{@link dev.spoor.delivery.Destinations} makes destinations of their definitions. What is to be delivered is in the ledger before
 * anybody tries, and an outcome after: a process that dies between sending and writing that down sends again. So a delivery
 * arrives at least once, and carries an id by which the second one is known: folders and S3 know it themselves, mails have it in
 * their Message-ID, webhooks in a header.
 *
 * <p>Each medium escapes text in its own way, and says what it had to cut. Secrets are read for each attempt from an environment
 * variable, a file or a command, and are in no text, error or table.
 *
 * <p>Imports: {@code dev.spoor.report} for JSON, HTML and severities, {@code dev.spoor.dataset} for the ledger,
 * {@code dev.spoor.store}, and Jakarta Mail in the classes of mail. {@code dev.spoor.schedule} says what is delivered and when.
 */
package dev.spoor.delivery;
