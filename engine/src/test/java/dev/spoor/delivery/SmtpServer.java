/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A small server of mail (RFC 5321, STARTTLS, AUTH PLAIN) that keeps what it is given and answers as a test wants. One client at a time.
 */
final class SmtpServer implements AutoCloseable {
    /** What breaks a connection off in place of an answer. */
    static final String HANG_UP = "hang up";

    private final ServerSocket socket;
    private final SSLContext tlsOrNull;
    private final boolean isTlsFromTheStart;
    private final Thread thread;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();

    /**
     * A mail that was taken.
     *
     * @param from of the envelope
     * @param to of the envelope
     * @param data the message, lines ended by a line feed
     * @param isEncrypted whether its connection was
     */
    record Mail(String from, List<String> to, String data, boolean isEncrypted) {}

    private SmtpServer(SSLContext tlsOrNull, boolean isTlsFromTheStart) throws IOException {
        this.tlsOrNull = tlsOrNull;
        this.isTlsFromTheStart = isTlsFromTheStart;
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.thread = new Thread(this::serve, "smtp-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Without encryption. */
    static SmtpServer plain() throws IOException {
        return new SmtpServer(null, false);
    }

    /** Offers STARTTLS. */
    static SmtpServer startTls(SSLContext tls) throws IOException {
        return new SmtpServer(tls, false);
    }

    /** Speaks TLS from the start. */
    static SmtpServer implicitTls(SSLContext tls) throws IOException {
        return new SmtpServer(tls, true);
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * From now on it answers so.
     *
     * @param command what the client's line begins with, in upper case; "CONNECT" and "." for the end of a message, too
     * @param answer a line, or {@link #HANG_UP}
     */
    SmtpServer answer(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    SmtpServer answerAsUsual() {
        answers.clear();
        return this;
    }

    List<Mail> mails() {
        return mails;
    }

    /** User and password, with a colon. */
    List<String> logins() {
        return logins;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setTcpNoDelay(true);
                Socket used = isTlsFromTheStart ? encrypted(client) : client;
                new Conversation(used, isTlsFromTheStart).run();
            } catch (IOException e) {
                // the client or the test has gone
            }
        }
    }

    private SSLSocket encrypted(Socket client) throws IOException {
        SSLSocket socketOfTls =
                (SSLSocket) tlsOrNull.getSocketFactory().createSocket(client, null, client.getPort(), false);
        socketOfTls.setUseClientMode(false);
        socketOfTls.startHandshake();
        return socketOfTls;
    }

    private final class Conversation {
        private Socket client;
        private BufferedReader in;
        private boolean isEncrypted;
        private String from = "";
        private final List<String> to = new ArrayList<>();

        Conversation(Socket client, boolean isEncrypted) throws IOException {
            use(client, isEncrypted);
        }

        private void use(Socket used, boolean encrypted) throws IOException {
            client = used;
            isEncrypted = encrypted;
            in = new BufferedReader(new InputStreamReader(used.getInputStream(), StandardCharsets.UTF_8));
        }

        void run() throws IOException {
            if (!say("CONNECT", "220 test")) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!obey(line, line.toUpperCase(Locale.ROOT))) {
                    return;
                }
            }
        }

        private boolean obey(String line, String command) throws IOException {
            if (command.startsWith("EHLO")) {
                boolean offersTls = tlsOrNull != null && !isEncrypted;
                return say(command, "250-test\r\n" + (offersTls ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN");
            }
            if (command.startsWith("STARTTLS")) {
                if (say(command, "220 go on")) {
                    use(encrypted(client), true);
                    return true;
                }
                return false;
            }
            if (command.startsWith("AUTH PLAIN ")) {
                String login = new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.UTF_8);
                logins.add(login.substring(login.indexOf('\u0000') + 1).replace('\u0000', ':'));
                return say(command, "235 welcome");
            }
            if (command.startsWith("MAIL FROM:")) {
                from = address(line);
                to.clear();
                return say(command, "250 ok");
            }
            if (command.startsWith("RCPT TO:")) {
                boolean isTaken = answerTo(command, "250 ok").startsWith("250");
                if (isTaken) {
                    to.add(address(line));
                }
                return say(command, "250 ok");
            }
            if (command.equals("DATA")) {
                return say(command, "354 go on") && (!answerTo("DATA", "354").startsWith("354") || take());
            }
            say(command, command.startsWith("QUIT") ? "221 bye" : "250 ok");
            return !command.startsWith("QUIT");
        }

        private boolean take() throws IOException {
            StringBuilder data = new StringBuilder();
            for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
                data.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
            }
            if (answerTo(".", "250").startsWith("250")) {
                mails.add(new Mail(from, List.copyOf(to), data.toString(), isEncrypted));
            }
            return say(".", "250 taken");
        }

        private static String address(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }

        private String answerTo(String command, String usual) {
            Map<String, String> all = new HashMap<>(answers);
            return all.keySet().stream()
                    .filter(command::startsWith)
                    .findFirst()
                    .map(all::get)
                    .orElse(usual);
        }

        /** False if the connection is over. */
        private boolean say(String command, String usual) throws IOException {
            String answer = answerTo(command, usual);
            if (answer.equals(HANG_UP)) {
                client.close();
                return false;
            }
            client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
