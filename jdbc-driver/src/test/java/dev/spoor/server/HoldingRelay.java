/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A network between a client and a server in which one request overtakes another: requests that have a word in them wait until one that
 * has the other word has been answered.
 */
final class HoldingRelay implements AutoCloseable {
    private static final long WAIT_SECONDS = 60;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private final String held;
    private final String first;
    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    HoldingRelay(int target, String held, String first) throws IOException {
        this.target = target;
        this.held = held;
        this.first = first;
        start(this::accept);
    }

    /** Something that may fail because a connection ends. */
    private interface Part {
        void run() throws Exception;
    }

    private static void start(Part part) {
        Thread thread = new Thread(() -> {
            try {
                part.run();
            } catch (Exception e) {
                // the connection has ended, or the relay
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits until a request is held. */
    void awaitHolding() throws InterruptedException {
        if (!holding.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was held");
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(server);
            AtomicBoolean isFirst = new AtomicBoolean();
            start(() -> requests(client.getInputStream(), server.getOutputStream(), isFirst));
            start(() -> answers(server.getInputStream(), client.getOutputStream(), isFirst));
        }
    }

    private void answers(InputStream from, OutputStream to, AtomicBoolean isFirst) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
            if (isFirst.get()) {
                answered.countDown();
            }
        }
    }

    private void requests(InputStream from, OutputStream to, AtomicBoolean isFirst) throws Exception {
        byte[] buffer = new byte[1 << 16];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
            if (text.contains(held)) {
                holding.countDown();
                if (!answered.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
            isFirst.set(text.contains(first));
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
