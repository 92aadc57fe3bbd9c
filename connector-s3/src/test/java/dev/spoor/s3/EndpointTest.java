/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Which hosts of AWS are asked for: through a proxy that writes down where it is to connect to, and does not. */
class EndpointTest {
    @TempDir
    Path folder;

    private final Set<String> hosts = new ConcurrentSkipListSet<>();
    private ServerSocket proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::refuseAll, "test-proxy");
        thread.setDaemon(true);
        thread.start();
        S3Server.options(URI.create("http://127.0.0.1:1"), folder); // credentials
        System.setProperty("https.proxyHost", "127.0.0.1");
        System.setProperty("https.proxyPort", Integer.toString(proxy.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty("https.proxyHost");
        System.clearProperty("https.proxyPort");
        proxy.close();
    }

    private void refuseAll() {
        while (!proxy.isClosed()) {
            try (Socket connection = proxy.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                String asked = in.readLine();
                if (asked != null) {
                    hosts.add(asked.split(" ")[1]);
                }
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the next one, or the end
            }
        }
    }

    /** @param changes of the settings, in "key=value,key=value" */
    private EngineException ask(String address, String changes) {
        Map<String, String> settings = new HashMap<>(S3Server.settings(URI.create("http://127.0.0.1:1")));
        settings.putAll(Map.of("s3.endpoint", "", "s3.path-style", "false", "s3.region", "eu-west-1"));
        for (String change : changes.isEmpty() ? new String[0] : changes.split(",")) {
            settings.put(change.split("=")[0], change.split("=")[1]);
        }
        StoreOptions options = new StoreOptions(settings, folder, warning -> {});
        return assertThrows(EngineException.class, () -> {
            try (ObjectStore store = ObjectStores.open(StoreLocation.parse(address), options)) {
                store.list("", null, problem -> {}).hasNext();
            }
        });
    }

    @Test
    void placesAreAskedForWhereAwsHasThem() {
        Map<String, String> places = Map.of(
                "s3://trail-bucket/logs",
                "",
                "s3://dual-bucket",
                "s3.dual-stack=true",
                "s3://path-bucket/AWSLogs",
                "s3.path-style=true",
                "s3://gov-bucket",
                "s3.region=us-gov-west-1",
                "s3://china-bucket",
                "s3.region=cn-north-1",
                "s3://audit-abcdef0123456789-s3alias/AWSLogs",
                "",
                "s3://arn:aws:s3:ap-south-1:111122223333:accesspoint/audit/AWSLogs/",
                "");
        places.entrySet().parallelStream().forEach(place -> {
            EngineException error = ask(place.getKey(), place.getValue());
            assertEquals(ErrorCode.STORE_FAILURE, error.code(), error.describe());
        });
        assertEquals(
                new ConcurrentSkipListSet<>(Set.of(
                        "trail-bucket.s3.eu-west-1.amazonaws.com:443",
                        "dual-bucket.s3.dualstack.eu-west-1.amazonaws.com:443",
                        "s3.eu-west-1.amazonaws.com:443",
                        "gov-bucket.s3.us-gov-west-1.amazonaws.com:443",
                        "china-bucket.s3.cn-north-1.amazonaws.com.cn:443",
                        "audit-abcdef0123456789-s3alias.s3.eu-west-1.amazonaws.com:443",
                        "audit-111122223333.s3-accesspoint.ap-south-1.amazonaws.com:443")),
                hosts);
    }
}
