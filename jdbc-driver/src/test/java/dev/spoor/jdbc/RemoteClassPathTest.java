/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.server.ServerConfig;
import dev.spoor.server.SqlServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A program that asks a server needs few jars, and hears nothing of libraries that log. */
@Tag("any-jdk")
class RemoteClassPathTest {
    private static final List<String> LIBRARIES =
            List.of("avatica-", "jackson-", "protobuf-java", "joou-", "slf4j-", "httpcore5-");

    @TempDir
    static Path trail;

    private Engine engine;
    private SqlServer server;

    @BeforeEach
    void serve() {
        new SampleTrail(SampleSpec.bench(100)).writeTo(trail, 1, done -> {});
        Settings settings = Settings.initial().with("cache", "off");
        engine = Engine.open(EngineConfig.of(trail).with(settings));
        server = SqlServer.start(engine, settings, ServerConfig.on(0), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
        engine.close();
    }

    @Test
    void theRemoteDriverWorksWithoutTheEngine() throws Exception {
        assertEquals(
                "AssumeRole\n",
                run("jdbc:spoor:" + server.address(), "SELECT eventName FROM events WHERE eventName = 'AssumeRole'"));
    }

    @Test
    void anEngineThatIsNotThereIsNamed() throws Exception {
        String said = run("jdbc:spoor:file:" + trail, "SELECT 1");
        assertTrue(said.contains("the embedded engine cannot be loaded"), said);
    }

    private static String run(String url, String sql) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // JDK 24 and later warn of protobuf; older ones do not know the option by which they would not
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath(),
                        RemoteProgram.class.getName(),
                        url,
                        sql)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** The driver and what it stands on; the classes of the embedded engine's door are there, the engine is not. */
    private static String classPath() throws IOException {
        List<String> kept = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = new File(entry).getName();
            boolean isOurs =
                    has(entry, "dev/spoor/jdbc/SpoorDriver.class") || has(entry, "dev/spoor/jdbc/RemoteProgram.class");
            if (isOurs || LIBRARIES.stream().anyMatch(name::startsWith)) {
                kept.add(entry);
            }
        }
        assertTrue(kept.size() > LIBRARIES.size(), kept.toString());
        return String.join(File.pathSeparator, kept);
    }

    private static boolean has(String entry, String file) throws IOException {
        if (new File(entry).isDirectory()) {
            return new File(entry, file).isFile();
        }
        if (!new File(entry).isFile()) {
            return false;
        }
        try (JarFile jar = new JarFile(entry)) {
            return jar.getEntry(file) != null;
        }
    }
}
