/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.Engine;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.delivery.DestinationPlace;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schedule.ReportPlace;
import dev.spoor.schedule.RunIdentity;
import dev.spoor.schedule.Schedule;
import dev.spoor.schedule.ScheduleService;
import dev.spoor.server.audit.AuditHead;
import dev.spoor.server.audit.AuditLog;
import dev.spoor.server.audit.LoginAudit;
import dev.spoor.server.audit.QueryAudit;
import dev.spoor.server.auth.Authenticator;
import dev.spoor.server.auth.User;
import dev.spoor.server.auth.UserStore;
import dev.spoor.server.auth.UsersFile;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves an engine to JDBC clients over HTTP: to the users of a file or, without one, to anybody on this machine. Thread-safe.
 */
public final class SqlServer implements AutoCloseable {
    private static final int THREADS_MAX = 250;

    /** How long answers may take to leave when the server stops, after everything has ended that it runs. */
    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private static final long EXPIRY_SECONDS = 5;

    /** After which ends of queries and failed logins are on the disk, at the latest. */
    private static final long FORCE_SECONDS = 1;

    /** How often somebody looks whether the last query has ended. */
    private static final long DRAIN_STEP_MILLIS = 20;

    private final Server server;
    private final PacedConnector connector;
    private final SessionRegistry sessions;
    private final QueryAdmission admission;
    private final ServerConfig config;
    private final Optional<AuditLog> audit;
    private final Optional<AccessLog> accessLog;
    private final ScheduledExecutorService reaper;
    private final Watch watch;
    private volatile ServedSchedule scheduleOrNull;

    /** What knows of everything that is asked, and of who may. */
    private record Watch(ServerMetrics metrics, Optional<UserStore> users, Optional<QueryAudit> queries) {}

    private SqlServer(
            Watch watch,
            Server server,
            PacedConnector connector,
            SessionRegistry sessions,
            QueryAdmission admission,
            ServerConfig config,
            Optional<AuditLog> audit,
            Optional<AccessLog> accessLog) {
        this.watch = watch;
        this.server = server;
        this.audit = audit;
        this.accessLog = accessLog;
        this.connector = connector;
        this.sessions = sessions;
        this.admission = admission;
        this.config = config;
        this.reaper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "spoor-session-expiry");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** As below, with nobody to tell. */
    public static SqlServer start(Engine engine, Settings settings, ServerConfig config, Clock clock) {
        return start(engine, settings, config, clock, warning -> {});
    }

    /**
     * Starts a server; throws EngineException if it cannot listen, or may not as it is configured.
     *
     * @param engine stays the caller's, and open as long as the server is
     * @param settings of sessions, before their clients change some
     * @param warnings gets what whoever runs the server should know, on any thread
     */
    public static SqlServer start(
            Engine engine, Settings settings, ServerConfig config, Clock clock, Consumer<String> warnings) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX);
        threads.setName("spoor-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        PacedConnector connector = ServerConnectors.of(server, config, clock);
        server.addConnector(connector);
        Optional<UserStore> users = config.users().map(file -> UserStore.open(new UsersFile(file), clock, warnings));
        users.ifPresent(store -> requirePolicies(engine, settings, store));
        Optional<AuditLog> audit = config.audit().map(folder -> AuditLog.open(folder, clock));
        Optional<QueryAudit> queries = audit.map(log -> new QueryAudit(log, warnings));
        Optional<LoginAudit> logins = audit.map(log -> new LoginAudit(log, warnings));
        List<CatalogTable> adminTables = audit.isEmpty()
                ? List.of()
                : List.of(queries.get().table(), logins.get().table());
        QueryAdmission admission = new QueryAdmission(queries, adminTables);
        SessionRegistry sessions = new SessionRegistry(engine, settings, config, admission, clock);
        ServerMetrics metrics = new ServerMetrics();
        Answers answers = new Answers(metrics);
        RequestGuard guard =
                new RequestGuard(users.map(store -> new Authenticator(store, clock)), logins, metrics, answers);
        server.setHandler(new RequestRouter(sessions, guard, answers, metrics, clock));
        server.setStopTimeout(GRACE_MILLIS);
        Optional<AccessLog> accessLog = config.accessLog().map(file -> AccessLog.open(file, clock, warnings));
        accessLog.ifPresent(server::setRequestLog);
        Watch watch = new Watch(metrics, users, queries);
        SqlServer made = new SqlServer(watch, server, connector, sessions, admission, config, audit, accessLog);
        try {
            server.start();
        } catch (Exception e) {
            made.close();
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "the server cannot listen on port " + config.port() + ": " + e.getMessage(),
                    e);
        }
        made.reaper.scheduleWithFixedDelay(sessions::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
        made.reaper.scheduleWithFixedDelay(
                connector::dropSlowReaders, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
        audit.ifPresent(log -> made.reaper.scheduleWithFixedDelay(
                () -> force(log, warnings), FORCE_SECONDS, FORCE_SECONDS, TimeUnit.SECONDS));
        return made;
    }

    private static void force(AuditLog log, Consumer<String> warnings) {
        try {
            log.force();
        } catch (EngineException e) {
            warnings.accept(e.getMessage());
        }
    }

    /** A policy that hides what is no column would hide nothing. */
    private static void requirePolicies(Engine engine, Settings settings, UserStore users) {
        for (User user : users.all()) {
            try (Session session = engine.newSession(settings, user.policy(), List.of())) {
                session.catalog();
            } catch (EngineException e) {
                throw new EngineException(e.code(), "user " + user.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** What to put behind {@code jdbc:spoor:}. */
    public String address() {
        String host = connector.getHost().indexOf(':') < 0 ? connector.getHost() : "[" + connector.getHost() + "]";
        return (config.tls().isPresent() ? "https://" : "http://") + host + ":" + port();
    }

    /** Sessions that are open. */
    public int sessions() {
        return sessions.size();
    }

    /** Queries that have begun and not ended. */
    public int queries() {
        return admission.running();
    }

    /**
     * Runs a schedule until the server stops: each run is in the audit log before it begins, and in the metrics when it has ended.
     * Once.
     *
     * @param engine of the server
     * @param settings of the sessions of runs
     * @throws EngineException INVALID_CONFIGURATION for what the schedule should not say; where there are users, it must say as whom
     *     of them it runs, or that it sees everything
     */
    public void schedule(
            Schedule schedule,
            Engine engine,
            Settings settings,
            DestinationPlace place,
            ReportPlace reports,
            Clock clock,
            Consumer<String> said) {
        RunIdentity identity = ScheduleIdentity.of(schedule, watch.users().map(UserStore::all), settings);
        ScheduleService service = ScheduleService.open(
                schedule, engine, identity, place, reports, clock, new ScheduleAudit(watch.queries(), said));
        scheduleOrNull = new ServedSchedule(service, said);
        watch.metrics().with(() -> service.metrics().text());
    }

    /** The end of the audit log now, for who keeps it elsewhere; empty if there is none. */
    public Optional<AuditHead> auditHead() {
        return audit.map(AuditLog::head);
    }

    /** Ends the sessions that nobody used for long; happens by itself every few seconds. */
    void expire() {
        sessions.expire();
    }

    /** Closes connections of clients who take their answers too slowly; happens by itself every few seconds. */
    void dropSlowReaders() {
        connector.dropSlowReaders();
    }

    /**
     * Lets those queries end that run, for as long as the configuration says, and no more begin; then closes. An interrupt makes it
     * close at once.
     */
    public void drain() {
        admission.stop();
        stopSchedule();
        long steps = config.drain().toMillis() / DRAIN_STEP_MILLIS;
        try {
            for (long step = 0; step < steps && admission.running() > 0; step++) {
                Thread.sleep(DRAIN_STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private void stopSchedule() {
        ServedSchedule running = scheduleOrNull;
        if (running != null) {
            running.close();
            scheduleOrNull = null;
        }
    }

    /** Ends what runs, waits a moment for it, and frees everything. */
    @Override
    public void close() {
        admission.stop();
        stopSchedule();
        reaper.shutdownNow();
        sessions.closeAll();
        try {
            server.stop();
        } catch (Exception e) {
            throw new EngineException(ErrorCode.INTERNAL, "the server does not stop: " + e.getMessage(), e);
        } finally {
            sessions.closeAll();
            audit.ifPresent(AuditLog::close);
            accessLog.ifPresent(AccessLog::close);
        }
    }
}
