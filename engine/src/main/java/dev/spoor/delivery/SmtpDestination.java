/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.error.EngineException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Mail by SMTP. The connection is encrypted, and the server's certificate checked with its name, unless the definition says that it is
 * not; a password goes by encrypted connections only. A mail that some receivers were refused goes to the others; those that it went to
 * do not get it again.
 */
final class SmtpDestination implements Destination {
    private static final String STARTTLS = "starttls";
    private static final String IMPLICIT = "implicit";
    private static final String NONE = "none";
    private static final int PORT_MAX = 65_535;
    private static final long ATTACH_BYTES_MAX = 10L << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int DONE = 2;
    private static final int PERMANENT = 5;

    /** What a server says, in the text of an exception: a code, then words. */
    private static final Pattern CODE = Pattern.compile("(?:^|response: )([2-5])\\d\\d\\b");

    private final DestinationOptions options;
    private final String host;
    private final int port;
    private final String encryption;
    private final Optional<Path> authorities;
    private final Optional<String> user;
    private final Optional<SecretSource> password;
    private final MailMessage.Envelope envelope;
    private final long attachBytesMax;
    private final Duration timeout;

    SmtpDestination(DestinationOptions options) {
        this.options = options;
        this.host = options.required("host", "smtp.example.com");
        this.encryption = options.word("tls", STARTTLS, List.of(STARTTLS, IMPLICIT, NONE));
        int usual = encryption.equals(STARTTLS) ? 587 : encryption.equals(IMPLICIT) ? 465 : 25;
        this.port = options.number("port", usual, PORT_MAX);
        this.authorities = options.path("ca-file");
        this.user = options.text("user");
        this.password = options.secret("password");
        if (user.isPresent() != password.isPresent()) {
            throw options.problem("user and password go together")
                    .advise("the password comes by password-env, password-file or password-command");
        }
        if (user.isPresent() && encryption.equals(NONE)) {
            throw options.problem("a password does not go over a connection that is not encrypted")
                    .advise("set tls to starttls or implicit");
        }
        List<InternetAddress> from = addresses("from", options.required("from", "spoor@example.com"));
        if (from.size() != 1) {
            throw options.problem("from is one address, not " + from.size());
        }
        this.envelope = new MailMessage.Envelope(
                from.get(0),
                addresses("to", options.required("to", "[security@example.com]")),
                options.text("reply-to")
                        .map(text -> addresses("reply-to", text))
                        .orElse(List.of()),
                options.text("subject-prefix").orElse(""));
        this.attachBytesMax = options.bytes("attach-limit", ATTACH_BYTES_MAX);
        this.timeout = options.span("timeout", TIMEOUT);
    }

    private List<InternetAddress> addresses(String name, String text) {
        try {
            List<InternetAddress> addresses = List.of(InternetAddress.parse(text, true));
            for (InternetAddress address : addresses) {
                address.validate();
                if (!address.getAddress().contains("@")) {
                    throw new AddressException("it has no domain", address.getAddress());
                }
            }
            return addresses;
        } catch (AddressException e) {
            throw options.problem(name + " '" + text + "' is no list of mail addresses: " + e.getMessage());
        }
    }

    @Override
    public DeliveryOutcome deliver(Delivery delivery, Set<String> reached) {
        List<InternetAddress> open = envelope.to().stream()
                .filter(address -> !reached.contains(address.getAddress()))
                .toList();
        if (open.isEmpty()) {
            return sent(envelope.to());
        }
        Optional<Secret> secret = Optional.empty();
        try {
            secret = password.map(SecretSource::read);
            Session session = Session.getInstance(properties());
            MailMessage mail = MailMessage.of(delivery, envelope, attachBytesMax, session);
            send(session, mail, open, secret);
            return sent(open);
        } catch (NoSuchFileException e) {
            return new Refused("the file " + e.getFile() + " is gone");
        } catch (SendFailedException e) {
            return partly(e, open, secret);
        } catch (MessagingException e) {
            return failed(e, secret);
        } catch (IOException e) {
            return new RetryLater("the mail could not be made: " + e.getMessage());
        } catch (EngineException e) {
            // a secret that cannot be had now
            return new RetryLater(e.getMessage());
        }
    }

    private void send(Session session, MailMessage mail, List<InternetAddress> to, Optional<Secret> secret)
            throws MessagingException {
        Transport transport = session.getTransport("smtp");
        try {
            transport.connect(
                    host, port, user.orElse(null), secret.map(Secret::reveal).orElse(null));
            transport.sendMessage(mail, to.toArray(Address[]::new));
        } finally {
            try {
                transport.close();
            } catch (MessagingException e) {
                // whether the mail was taken is known by now: a farewell that fails must not send it again
            }
        }
    }

    private Sent sent(List<InternetAddress> to) {
        return new Sent(
                String.join(", ", to.stream().map(InternetAddress::getAddress).toList()) + " by " + this);
    }

    private Properties properties() throws IOException {
        String millis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(user.isPresent()));
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (encryption.equals(STARTTLS)) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        if (encryption.equals(IMPLICIT)) {
            properties.put("mail.smtp.ssl.enable", "true");
        }
        if (authorities.isPresent()) {
            properties.put(
                    "mail.smtp.ssl.socketFactory",
                    TrustedAuthorities.of(authorities.get()).getSocketFactory());
        }
        return properties;
    }

    /** Some receivers, or the mail itself, were not taken. */
    private DeliveryOutcome partly(SendFailedException failure, List<InternetAddress> open, Optional<Secret> secret) {
        Set<String> reached = new HashSet<>();
        if (failure.getValidSentAddresses() != null) {
            for (Address address : failure.getValidSentAddresses()) {
                reached.add(((InternetAddress) address).getAddress());
            }
        }
        List<String> reasons = new ArrayList<>();
        boolean isPassing = false;
        for (Exception each = failure; each instanceof MessagingException next; each = next.getNextException()) {
            if (each instanceof SMTPAddressFailedException address) {
                reasons.add(address.getAddress().getAddress() + ": " + words(address, secret));
                isPassing |= address.getReturnCode() / 100 != PERMANENT;
            } else if (each instanceof SMTPSendFailedException whole && whole.getReturnCode() / 100 != DONE) {
                // without a code, the connection broke off
                reasons.add(words(whole, secret));
                isPassing |= whole.getReturnCode() / 100 != PERMANENT;
            } else if (next.getNextException() instanceof IOException) {
                reasons.add(words(next, secret));
                isPassing = true;
            }
        }
        String reason = this + " did not take the mail: "
                + (reasons.isEmpty() ? words(failure, secret) : String.join("; ", reasons));
        if (reached.size() == open.size()) {
            return sent(open);
        }
        return isPassing ? new RetryLater(reason, Optional.empty(), reached) : new Refused(reason, reached);
    }

    private DeliveryOutcome failed(MessagingException failure, Optional<Secret> secret) {
        String words = words(failure, secret);
        boolean isRefused = codeOf(failure) == PERMANENT;
        if (failure instanceof AuthenticationFailedException) {
            String reason = this + " did not take the login of " + user.orElse("nobody") + ": " + words;
            return isRefused || codeOf(failure) == 0 ? new Refused(reason) : new RetryLater(reason);
        }
        String reason = this + " failed: " + words;
        return isRefused ? new Refused(reason) : new RetryLater(reason);
    }

    /** The first digit of what the server said; 0 if it said nothing. */
    private static int codeOf(MessagingException failure) {
        Matcher code = CODE.matcher(String.valueOf(failure.getMessage()));
        return code.find() ? Integer.parseInt(code.group(1)) : 0;
    }

    private static String words(MessagingException failure, Optional<Secret> secret) {
        StringBuilder all =
                new StringBuilder(String.valueOf(failure.getMessage()).strip());
        if (failure.getNextException() instanceof IOException io) {
            all.append(" (").append(io).append(')');
        }
        String visible = MessageText.visible(all.toString());
        return secret.map(known -> known.hideIn(visible)).orElse(visible);
    }

    /** Each delivery has a connection of its own. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
