/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.server.audit.LoginAudit;
import dev.spoor.server.auth.Authenticator;
import dev.spoor.server.auth.Identity;
import dev.spoor.server.auth.Login;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets requests in: of users who prove who they are or, where there are no users, of programs on this machine. Those are not told
 * from a page of the web that makes a browser ask; but a page names its origin, or the name of another host. Thread-safe.
 */
final class RequestGuard {
    /** Attribute of a request that has the identity, once it is known. */
    static final String IDENTITY = Identity.class.getName();

    /** Attribute of a request that has the name that was claimed, where it was refused. */
    static final String CLAIMED = IDENTITY + ".claimed";

    /** Bytes of a message of somebody who is not let in that are waited for. */
    private static final long AWAITED_BYTES_MAX = 1 << 20;

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Optional<Authenticator> authenticator;
    private final Optional<LoginAudit> audit;
    private final ServerMetrics metrics;
    private final Answers answers;

    /**
     * Makes one.
     *
     * @param authenticator empty where there are no users
     * @param audit told of failed logins
     */
    RequestGuard(
            Optional<Authenticator> authenticator, Optional<LoginAudit> audit, ServerMetrics metrics, Answers answers) {
        this.authenticator = authenticator;
        this.audit = audit;
        this.metrics = metrics;
        this.answers = answers;
    }

    /** Who asks; null if they were refused, and told so. */
    Identity identityOrNull(Request request, Response response, Callback callback) throws InterruptedException {
        Identity identity = authenticator.isEmpty()
                ? anonymousOrNull(request, response, callback)
                : userOrNull(authenticator.get(), request, response, callback);
        if (identity != null) {
            request.setAttribute(IDENTITY, identity);
        }
        return identity;
    }

    private Identity anonymousOrNull(Request request, Response response, Callback callback) {
        String host = Request.getServerName(request);
        boolean isLocal = host != null && LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT));
        if (!isLocal || request.getHeaders().contains(HttpHeader.ORIGIN)) {
            refuse(request, response, callback, HttpStatus.FORBIDDEN_403, "only programs on this machine may ask\n");
            return null;
        }
        return Identity.ANONYMOUS;
    }

    private Identity userOrNull(Authenticator users, Request request, Response response, Callback callback)
            throws InterruptedException {
        Login login = users.login(new Authenticator.Credentials(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)),
                Request.getRemoteAddr(request)));
        if (login instanceof Login.Accepted accepted) {
            return accepted.identity();
        }
        if (login instanceof Login.Throttled throttled) {
            request.setAttribute(CLAIMED, throttled.name());
            response.getHeaders().put(HttpHeader.RETRY_AFTER, throttled.retrySeconds());
            refuse(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429, "too many failed logins: wait\n");
        } else if (login instanceof Login.Refused refused) {
            request.setAttribute(CLAIMED, refused.name());
            if (refused.isFailed()) {
                audit.ifPresent(log -> log.failed(refused.name(), Request.getRemoteAddr(request)));
            }
            refused.challenges()
                    .forEach(challenge -> response.getHeaders().add(HttpHeader.WWW_AUTHENTICATE, challenge));
            refuse(request, response, callback, HttpStatus.UNAUTHORIZED_401, "log in\n");
        }
        return null;
    }

    /**
     * Answers when the message has come, as a client that is answered while it still sends may take that for a failure of the connection.
     * No thread waits for it.
     */
    private void refuse(Request request, Response response, Callback callback, int status, String text) {
        metrics.refused();
        Runnable answer = () -> answers.text(response, callback, status, text);
        if (request.getLength() > 0 && request.getLength() <= AWAITED_BYTES_MAX) {
            Content.Source.consumeAll(request, Callback.from(answer, callback::failed));
        } else {
            answer.run();
        }
    }
}
