/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * A delivery as a mail: text and HTML of the same content, and its files. The Message-ID is made of the delivery's id, so that a
 * second copy can be told. Texts of others are on one line and encoded, so they begin no header.
 */
final class MailMessage extends MimeMessage {
    private static final String UTF_8 = "UTF-8";
    private static final int SUBJECT_CHARACTERS_MAX = 200;

    /** What somebody reads in a mail. */
    private static final int FINDINGS_MAX = 20;

    private final String messageId;

    private MailMessage(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * Who a mail is from and to.
     *
     * @param from one address
     * @param to all of them, also those that an attempt leaves out
     * @param replyTo none for the sender
     * @param subjectPrefix stands before each subject
     */
    record Envelope(
            InternetAddress from, List<InternetAddress> to, List<InternetAddress> replyTo, String subjectPrefix) {}

    /**
     * Makes a mail.
     *
     * @param attachBytesMax files are attached in their order as long as all together are not larger; the others are named
     * @throws java.nio.file.NoSuchFileException if a file is gone
     */
    static MailMessage of(Delivery delivery, Envelope envelope, long attachBytesMax, Session session)
            throws MessagingException, IOException {
        String domain = envelope.from().getAddress().replaceFirst(".*@", "");
        MailMessage mail =
                new MailMessage(session, "<" + ObjectName.hash(delivery.id()).substring(0, 32) + "@" + domain + ">");
        mail.setFrom(envelope.from());
        mail.setRecipients(Message.RecipientType.TO, envelope.to().toArray(Address[]::new));
        if (!envelope.replyTo().isEmpty()) {
            mail.setReplyTo(envelope.replyTo().toArray(Address[]::new));
        }
        String prefix = envelope.subjectPrefix().isEmpty() ? "" : envelope.subjectPrefix() + " ";
        String subject = MessageText.visible(prefix) + MessageText.headline(delivery);
        mail.setSubject(SlackMessage.cut(subject, SUBJECT_CHARACTERS_MAX), UTF_8);
        mail.setSentDate(Date.from(delivery.created()));
        // nobody's holiday notice answers it, RFC 3834
        mail.setHeader("Auto-Submitted", "auto-generated");
        List<DeliveryFile> attached = new ArrayList<>();
        List<DeliveryFile> named = new ArrayList<>();
        long bytes = 0;
        for (DeliveryFile file : delivery.files()) {
            long size = Files.size(file.path());
            if (named.isEmpty() && bytes + size <= attachBytesMax) {
                bytes += size;
                attached.add(file);
            } else {
                named.add(file);
            }
        }
        mail.setContent(content(delivery, attached, named));
        mail.saveChanges();
        return mail;
    }

    private static MimeMultipart content(Delivery delivery, List<DeliveryFile> attached, List<DeliveryFile> named)
            throws MessagingException {
        MimeMultipart both = new MimeMultipart("alternative");
        Delivery shown = delivery.withFindings(FINDINGS_MAX);
        both.addBodyPart(text(MessageText.of(shown, attached, named), "plain"));
        both.addBodyPart(text(MessageHtml.of(shown, named), "html"));
        if (attached.isEmpty()) {
            return both;
        }
        MimeMultipart all = new MimeMultipart("mixed");
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(both);
        all.addBodyPart(body);
        for (DeliveryFile file : attached) {
            all.addBodyPart(attachment(file));
        }
        return all;
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static MimeBodyPart attachment(DeliveryFile file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new FileDataSource(file.path().toFile()) {
            @Override
            public String getContentType() {
                return file.mediaType();
            }
        }));
        part.setFileName(MessageText.visible(file.name()).replace('/', '-'));
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** Called when the message is made up. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
