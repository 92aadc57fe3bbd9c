/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.error.EngineException;
import dev.spoor.store.StoreOptions;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mail over real connections to a server that a test leads. */
class SmtpDestinationTest {
    private static final String PASSWORD = "p4ss:w\u00f6rd";

    @TempDir
    private Path folder;

    private Destination destination(SmtpServer server, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of(
                "host", "localhost",
                "port", Integer.toString(server.port()),
                "tls", "none",
                "from", "Spoor <spoor@example.com>",
                "to", "a@example.com, \"B, the second\" <b@example.com>"));
        all.putAll(values);
        return Destinations.open("mail", "smtp", all, place());
    }

    private DestinationPlace place() {
        return new DestinationPlace(
                folder, Map.of("SMTP_PASSWORD", PASSWORD), StoreOptions.local(folder, warning -> {}));
    }

    private static MimeMessage parsed(SmtpServer.Mail mail) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.data().getBytes(StandardCharsets.UTF_8)));
    }

    private static MimeMultipart parts(MimeMessage mail) throws Exception {
        return (MimeMultipart) mail.getContent();
    }

    @Test
    void aMailHasTextAndHtmlAndItsIdSaysWhichDeliveryItIs() throws Exception {
        try (SmtpServer server = SmtpServer.plain();
                Destination mail =
                        destination(server, Map.of("subject-prefix", "[audit]", "reply-to", "c@example.com"))) {
            Sent sent = assertInstanceOf(Sent.class, mail.deliver(Deliveries.alert("run/1"), Set.of()));
            assertEquals("a@example.com, b@example.com by localhost:" + server.port(), sent.place());
            mail.deliver(Deliveries.alert("run/1"), Set.of());
            assertEquals(
                    List.of("a@example.com", "b@example.com"),
                    server.mails().get(0).to());
            assertEquals("spoor@example.com", server.mails().get(0).from());
            MimeMessage first = parsed(server.mails().get(0));
            assertEquals("[audit] [HIGH] Root signed in", first.getSubject());
            assertEquals(first.getMessageID(), parsed(server.mails().get(1)).getMessageID());
            assertTrue(first.getMessageID().matches("<[0-9a-f]{32}@example.com>"), first.getMessageID());
            assertEquals("auto-generated", first.getHeader("Auto-Submitted", null));
            assertEquals("2026-03-01T12:00:05Z", first.getSentDate().toInstant().toString());
            assertEquals("c@example.com", first.getReplyTo()[0].toString());
            assertEquals("multipart/alternative", first.getContentType().split(";")[0]);
            String text = (String) parts(first).getBodyPart(0).getContent();
            assertTrue(text.contains("\n  2026-03-01 11:58:00  203.0.113.7"), text);
            String html = (String) parts(first).getBodyPart(1).getContent();
            assertTrue(html.contains(">203.0.113.7</td>") && html.contains("3 findings"), html);
        }
    }

    @Test
    void textsOfOthersAreTextAndBeginNoHeader() throws Exception {
        try (SmtpServer server = SmtpServer.plain();
                Destination mail = destination(server, Map.of())) {
            assertInstanceOf(Sent.class, mail.deliver(Deliveries.hostile("x\r\nBcc: victim@example.com"), Set.of()));
            MimeMessage received = parsed(server.mails().get(0));
            assertNull(received.getHeader("Bcc"));
            assertEquals(2, received.getAllRecipients().length);
            assertTrue(received.getSubject().startsWith("[CRITICAL] <script>"), received.getSubject());
            String html = (String) parts(received).getBodyPart(1).getContent();
            assertFalse(html.contains("<script") || html.contains("\u202e") || html.contains("<https"), html);
            assertTrue(html.contains("&lt;script&gt;"), html);
        }
    }

    @Test
    void filesAreAttachedAsLongAsTheyFit() throws Exception {
        Path small = Files.writeString(folder.resolve("report.html"), "<p>\u00e4</p>");
        Path large = Files.write(folder.resolve("bundle.zip"), new byte[5_000]);
        Delivery report = Deliveries.with(
                Deliveries.alert("r"),
                new DeliveryFile("report \u00e4.html", "text/html", small),
                new DeliveryFile("data/bundle.zip", "application/zip", large));
        try (SmtpServer server = SmtpServer.plain();
                Destination all = destination(server, Map.of());
                Destination some = destination(server, Map.of("attach-limit", "4KB"))) {
            assertInstanceOf(Sent.class, all.deliver(report, Set.of()));
            MimeMultipart parts = parts(parsed(server.mails().get(0)));
            assertEquals(3, parts.getCount());
            assertEquals("<p>\u00e4</p>", bytes(parts.getBodyPart(1)));
            assertEquals("text/html", parts.getBodyPart(1).getContentType().split(";")[0]);
            assertEquals("data-bundle.zip", parts.getBodyPart(2).getFileName());
            assertEquals(5_000, parts.getBodyPart(2).getInputStream().readAllBytes().length);

            assertInstanceOf(Sent.class, some.deliver(report, Set.of()));
            MimeMultipart fewer = parts(parsed(server.mails().get(1)));
            assertEquals(2, fewer.getCount());
            String data = server.mails().get(1).data();
            MimeMultipart both = (MimeMultipart) fewer.getBodyPart(0).getContent();
            assertTrue(both.getBodyPart(0).getContent().toString().contains(large.toString()), data);
            assertTrue(both.getBodyPart(1).getContent().toString().contains(large.toString()), data);

            Files.delete(large);
            assertInstanceOf(Refused.class, all.deliver(report, Set.of()));
        }
    }

    private static String bytes(BodyPart part) throws Exception {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void connectionsAreEncryptedAndServersChecked() throws Exception {
        String trusted = TestKeys.authority().toString();
        Map<String, String> login = Map.of("user", "spoor", "password-env", "SMTP_PASSWORD", "ca-file", trusted);
        for (String kind : List.of("starttls", "implicit")) {
            Map<String, String> values = new HashMap<>(login);
            values.put("tls", kind);
            try (SmtpServer server = kind.equals("starttls")
                            ? SmtpServer.startTls(TestKeys.server())
                            : SmtpServer.implicitTls(TestKeys.server());
                    Destination mail = destination(server, values)) {
                assertInstanceOf(Sent.class, mail.deliver(Deliveries.alert("a"), Set.of()));
                assertTrue(server.mails().get(0).isEncrypted());
                assertEquals(List.of("spoor:" + PASSWORD), server.logins());

                values.put("host", "127.0.0.1");
                assertUnsafe(server, values, kind + " of another name");
                values.put("host", "localhost");
                values.put("ca-file", "nowhere.pem");
                assertUnsafe(server, values, kind + " without the file of authorities");
                values.remove("ca-file");
                assertUnsafe(server, values, kind + " of an unknown authority");
                assertEquals(1, server.logins().size(), "nobody unknown hears a password");
            }
        }
        try (SmtpServer server = SmtpServer.plain();
                Destination mail = destination(server, Map.of("tls", "starttls"))) {
            assertInstanceOf(RetryLater.class, mail.deliver(Deliveries.alert("a"), Set.of()), "without STARTTLS");
            assertEquals(List.of(), server.mails());
        }
    }

    private void assertUnsafe(SmtpServer server, Map<String, String> values, String what) {
        try (Destination mail = destination(server, values)) {
            assertInstanceOf(RetryLater.class, mail.deliver(Deliveries.alert("a"), Set.of()), what);
        }
    }

    @Test
    void aLaterAttemptIsForThoseWhoWereNotReached() throws Exception {
        try (SmtpServer server = SmtpServer.plain();
                Destination mail = destination(server, Map.of())) {
            server.answer("RCPT TO:<B@", "451 come back later");
            RetryLater later = assertInstanceOf(RetryLater.class, mail.deliver(Deliveries.alert("a"), Set.of()));
            assertEquals(Set.of("a@example.com"), later.reached());
            assertTrue(later.reason().contains("b@example.com: 451 come back later"), later.reason());
            server.answerAsUsual();
            assertInstanceOf(Sent.class, mail.deliver(Deliveries.alert("a"), later.reached()));
            assertEquals(List.of("b@example.com"), server.mails().get(1).to());

            server.answer("RCPT TO:<B@", "550 unknown");
            Refused refused = assertInstanceOf(Refused.class, mail.deliver(Deliveries.alert("b"), Set.of()));
            assertEquals(Set.of("a@example.com"), refused.reached());
            assertInstanceOf(Sent.class, mail.deliver(Deliveries.alert("b"), Set.of("a@example.com", "b@example.com")));
            assertEquals(3, server.mails().size());
        }
    }

    @Test
    void whatMayPassIsTriedAgainAndWhatMayNotIsNot() throws Exception {
        try (SmtpServer server = SmtpServer.plain();
                Destination mail = destination(server, Map.of())) {
            for (String command : List.of("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", ".")) {
                server.answerAsUsual().answer(command, "421 too busy").answer("HELO", "421 too busy");
                assertInstanceOf(RetryLater.class, mail.deliver(Deliveries.alert("a"), Set.of()), command);
                server.answerAsUsual().answer(command, SmtpServer.HANG_UP);
                assertInstanceOf(RetryLater.class, mail.deliver(Deliveries.alert("a"), Set.of()), command);
            }
            for (String command : List.of("CONNECT", "MAIL", "RCPT", "DATA", ".")) {
                server.answerAsUsual().answer(command, "554 never");
                DeliveryOutcome outcome = mail.deliver(Deliveries.alert("a"), Set.of());
                Refused refused = assertInstanceOf(Refused.class, outcome, command + " " + outcome);
                assertTrue(refused.reason().contains("554"), command + ": " + refused.reason());
                assertEquals(Set.of(), refused.reached(), command);
            }
        }
    }

    @Test
    void secretsAreInNoReason() throws Exception {
        Map<String, String> values = Map.of(
                "tls", "starttls",
                "ca-file", TestKeys.authority().toString(),
                "user", "spoor",
                "password-env", "SMTP_PASSWORD");
        try (SmtpServer server = SmtpServer.startTls(TestKeys.server());
                Destination mail = destination(server, values)) {
            server.answer(
                    "AUTH",
                    "535 wrong: " + PASSWORD + " "
                            + Base64.getEncoder()
                                    .withoutPadding()
                                    .encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8)));
            Refused refused = assertInstanceOf(Refused.class, mail.deliver(Deliveries.alert("a"), Set.of()));
            assertTrue(
                    refused.reason().contains("login of spoor")
                            && refused.reason().endsWith("535 wrong: *** ***"),
                    refused.reason());
            server.answer("AUTH", "454 try later");
            assertInstanceOf(RetryLater.class, mail.deliver(Deliveries.alert("a"), Set.of()));
            assertFalse((mail + " " + place()).contains(PASSWORD));
        }
        Destination missing = Destinations.open(
                "mail",
                "smtp",
                Map.of("host", "h", "from", "a@b", "to", "a@b", "user", "u", "password-file", "nowhere"),
                place());
        RetryLater later = assertInstanceOf(RetryLater.class, missing.deliver(Deliveries.alert("a"), Set.of()));
        assertTrue(later.reason().contains("nowhere, which should hold a secret"), later.reason());
    }

    @Test
    void secretsComeFromFilesAndCommands() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from a file\n");
        assertEquals("from a file", SecretSource.file(file).read().reveal());
        assertEquals("told", SecretSource.command("echo told; echo more").read().reveal());
        assertEquals("***", SecretSource.text("x").read().toString());
        for (SecretSource broken : List.of(
                SecretSource.command("echo told; exit 3"),
                SecretSource.command("true"),
                SecretSource.file(folder),
                SecretSource.variable("NOT_SET", Map.of()))) {
            EngineException e = assertThrows(EngineException.class, broken::read);
            assertFalse(e.getMessage().contains("told"), e.getMessage());
            assertNotNull(e.hint().orElse(null));
        }
    }

    @Test
    void definitionsThatMakeNoSenseAreRefused() {
        Map<String, String> good = Map.of("host", "h", "from", "a@b", "to", "a@b");
        assertProblem(good, Map.of("user", "u"), "user and password go together");
        assertProblem(good, Map.of("user", "u", "password-env", "P", "tls", "none"), "not encrypted");
        assertProblem(good, Map.of("password", "in the file"), "no option 'password'");
        assertProblem(good, Map.of("password-env", "P", "password-file", "p", "user", "u"), "not from several");
        assertProblem(good, Map.of("to", "nobody"), "no list of mail addresses");
        assertProblem(good, Map.of("to", "a@b\r\nBcc: c@d"), "no list of mail addresses");
        assertProblem(good, Map.of("from", "a@b, c@d"), "from is one address");
        assertProblem(good, Map.of("tls", "ssl"), "tls is one of starttls, implicit, none");
        assertProblem(good, Map.of("port", "0"), "port is a whole number");
        assertProblem(good, Map.of("attach-limit", "much"), "attach-limit is a size");
        assertProblem(good, Map.of("timeout", "none"), "timeout must not be none");
    }

    private void assertProblem(Map<String, String> good, Map<String, String> values, String expected) {
        Map<String, String> all = new HashMap<>(good);
        all.putAll(values);
        EngineException e = assertThrows(EngineException.class, () -> Destinations.open("d", "smtp", all, place())
                .close());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
