/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spoor.store.LocalObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;

/**
 * An Iceberg REST catalog on loopback: Iceberg's own handlers over its own JDBC catalog, behind the JDK's HTTP server. It
 * speaks what a lake asks for (configuration, namespaces, tables, commits) and wants a bearer token.
 */
public final class RestCatalogServer implements AutoCloseable {
    /** The one token that it takes. */
    public static final String TOKEN = "a-token";

    private static final String PREFIX = "/catalog/v1/";
    private static final String SEPARATOR = "%1F";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final JdbcCatalog catalog;
    private final ObjectMapper json = new ObjectMapper()
            .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    private final AtomicInteger commits = new AtomicInteger();

    private RestCatalogServer(HttpServer server, JdbcCatalog catalog) {
        this.server = server;
        this.catalog = catalog;
        RESTSerializers.registerAll(json);
    }

    /** @param lake folder of the tables; the caller's */
    public static RestCatalogServer start(Path lake, Path database) {
        LocalObjectStore store = LocalObjectStore.open(lake);
        String root = "file://" + store.location();
        JdbcCatalog catalog = new JdbcCatalog(ignored -> new StoreFileIO(store, List.of(root)), null, true);
        catalog.initialize(
                "server",
                Map.of(
                        "uri",
                        "jdbc:sqlite:" + database,
                        "warehouse",
                        root,
                        "jdbc.schema-version",
                        "V1",
                        "clients",
                        "1"));
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RestCatalogServer server = new RestCatalogServer(http, catalog);
            http.setExecutor(server.threads);
            http.createContext(PREFIX, server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client needs to connect. */
    public Map<String, String> properties() {
        return Map.of(
                "uri",
                "http://" + server.getAddress().getHostString() + ":"
                        + server.getAddress().getPort() + "/catalog",
                "token",
                TOKEN);
    }

    /** How many changes of tables it has made. */
    public int commits() {
        return commits.get();
    }

    /** The names of the tables in a namespace. */
    public List<TableIdentifier> tables(String... namespace) {
        return catalog.listTables(Namespace.of(namespace));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Object answer;
            int status = 200;
            try {
                if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    throw new NotAuthorizedException("the token is wrong");
                }
                answer = answer(exchange);
            } catch (RuntimeException e) {
                status = statusOf(e);
                answer = ErrorResponse.builder()
                        .responseCode(status)
                        .withType(e.getClass().getSimpleName())
                        .withMessage(e.getMessage())
                        .build();
            }
            byte[] body = answer == null || exchange.getRequestMethod().equals("HEAD")
                    ? new byte[0]
                    : json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 204 : status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static int statusOf(RuntimeException e) {
        if (e instanceof NotAuthorizedException) {
            return 401;
        }
        if (e instanceof NoSuchTableException || e instanceof NoSuchNamespaceException) {
            return 404;
        }
        return e instanceof CommitFailedException || e instanceof AlreadyExistsException ? 409 : 500;
    }

    /** Null for an answer without a body. */
    private Object answer(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getRawPath().substring(PREFIX.length()).split("/");
        String call = exchange.getRequestMethod() + " " + path.length + (path.length > 2 ? " " + path[2] : "");
        Namespace space =
                path.length > 1 ? RESTUtil.decodeNamespaceAsPathSegment(path[1], SEPARATOR) : Namespace.empty();
        switch (call) {
            case "GET 1":
                return ConfigResponse.builder().build();
            case "POST 1":
                return CatalogHandlers.createNamespace(catalog, read(exchange, CreateNamespaceRequest.class));
            case "HEAD 2":
                CatalogHandlers.namespaceExists(catalog, space);
                return null;
            case "GET 2":
                return CatalogHandlers.loadNamespace(catalog, space);
            case "POST 3 tables":
                return CatalogHandlers.createTable(catalog, space, read(exchange, CreateTableRequest.class));
            case "HEAD 4 tables":
                CatalogHandlers.tableExists(catalog, TableIdentifier.of(space, path[3]));
                return null;
            case "GET 4 tables":
                return CatalogHandlers.loadTable(catalog, TableIdentifier.of(space, path[3]), SnapshotMode.ALL);
            case "POST 4 tables":
                commits.incrementAndGet();
                return CatalogHandlers.updateTable(
                        catalog, TableIdentifier.of(space, path[3]), read(exchange, UpdateTableRequest.class));
            default:
                throw new UnsupportedOperationException("no such call: " + call);
        }
    }

    private <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        return json.readValue(exchange.getRequestBody(), type);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        catalog.close();
    }
}
