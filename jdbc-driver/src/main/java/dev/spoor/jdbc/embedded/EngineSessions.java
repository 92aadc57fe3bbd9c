/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import java.util.Map;
import java.util.Optional;

/** The open connections of somebody. Thread-safe. */
public interface EngineSessions {
    /**
     * Opens a connection; throws EngineException.
     *
     * @param id which the client has chosen
     * @param info what the client tells about itself and asks for
     */
    void open(String id, Map<String, String> info);

    /** The connection of that id, if it is open and the asker's own. */
    Optional<EngineSession> find(String id);

    /** Closes a connection; one that is not there is closed already. */
    void close(String id);
}
