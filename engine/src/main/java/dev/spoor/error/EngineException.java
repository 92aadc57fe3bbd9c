/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The engine's one exception. The message is written for the user: what happened, where, what to do. Context entries
 * are added on the way up ({@link #with}); they never change the message, {@link #describe()} appends them.
 */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> context = new LinkedHashMap<>();
    private transient SourcePosition position;
    private String hint;

    public EngineException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** @param cause may be null */
    public EngineException(ErrorCode code, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message is null"), cause);
        this.code = Objects.requireNonNull(code, "code is null");
    }

    public ErrorCode code() {
        return code;
    }

    /** The place in the SQL text, where known. */
    public Optional<SourcePosition> position() {
        return Optional.ofNullable(position);
    }

    /** One sentence of advice, such as the nearest known name. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** Facts about the place, in the order in which they were added; unmodifiable. */
    public Map<String, String> context() {
        return Collections.unmodifiableMap(context);
    }

    /** Sets the place unless an inner frame already knew it better. Returns this. */
    public EngineException at(SourcePosition place) {
        if (position == null) {
            position = place;
        }
        return this;
    }

    /** Sets the advice unless one is there. Returns this. */
    public EngineException advise(String advice) {
        if (hint == null) {
            hint = advice;
        }
        return this;
    }

    /** Adds a fact unless an inner frame already set it. Returns this. */
    public EngineException with(String key, String value) {
        context.putIfAbsent(key, value);
        return this;
    }

    /** Message and context in one line, for logs and terminals. */
    public String describe() {
        if (context.isEmpty()) {
            return getMessage();
        }
        StringBuilder text = new StringBuilder(getMessage()).append(" [");
        String separator = "";
        for (Map.Entry<String, String> fact : context.entrySet()) {
            text.append(separator).append(fact.getKey()).append('=').append(fact.getValue());
            separator = ", ";
        }
        return text.append(']').toString();
    }
}
