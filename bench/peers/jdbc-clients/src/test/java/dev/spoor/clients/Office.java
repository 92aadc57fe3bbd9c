/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.clients;

import com.sun.star.beans.PropertyValue;
import com.sun.star.bridge.XUnoUrlResolver;
import com.sun.star.comp.helper.Bootstrap;
import com.sun.star.connection.NoConnectException;
import com.sun.star.frame.XDesktop;
import com.sun.star.lang.DisposedException;
import com.sun.star.lang.XMultiComponentFactory;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.uno.XComponentContext;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;

/** LibreOffice without a screen, as a process of its own in the zone of this one, spoken to by its own protocol. */
final class Office implements AutoCloseable {
    private static final int TRIES = 600;
    private static final int PAUSE_MILLIS = 100;
    private static final long END_SECONDS = 20;

    private final Process process;
    private final XComponentContext context;

    private Office(Process process, XComponentContext context) {
        this.process = process;
        this.context = context;
    }

    /** The program, if it is installed. */
    static Optional<Path> program() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path program = Path.of(folder, "soffice");
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /**
     * Starts it.
     *
     * @param folder for its settings, and for what it says
     * @param environment variables of the process
     */
    static Office start(Path program, Path folder, Map<String, String> environment) throws Exception {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--norestore",
                        "--nologo",
                        "--nodefault",
                        "-env:UserInstallation=" + folder.resolve("settings").toUri(),
                        "--accept=socket,host=127.0.0.1,port=" + port + ";urp;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("office.log").toFile());
        builder.environment().put("TZ", TimeZone.getDefault().getID());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return new Office(process, connect(process, port));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static XComponentContext connect(Process process, int port) throws Exception {
        XComponentContext here = Bootstrap.createInitialComponentContext(null);
        XUnoUrlResolver resolver = UnoRuntime.queryInterface(
                XUnoUrlResolver.class,
                here.getServiceManager().createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here));
        String url = "uno:socket,host=127.0.0.1,port=" + port + ";urp;StarOffice.ComponentContext";
        for (int i = 0; i < TRIES; i++) {
            try {
                return UnoRuntime.queryInterface(XComponentContext.class, resolver.resolve(url));
            } catch (NoConnectException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("soffice has ended with " + process.exitValue(), e);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        throw new IllegalStateException("soffice does not answer");
    }

    /** A service of the office. */
    <T> T make(Class<T> type, String service) throws Exception {
        XMultiComponentFactory services = context.getServiceManager();
        return UnoRuntime.queryInterface(type, services.createInstanceWithContext(service, context));
    }

    static PropertyValue property(String name, Object value) {
        PropertyValue property = new PropertyValue();
        property.Name = name;
        property.Value = value;
        return property;
    }

    @Override
    public void close() throws Exception {
        try {
            make(XDesktop.class, "com.sun.star.frame.Desktop").terminate();
        } catch (DisposedException e) {
            // it ends faster than it answers
        }
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
