/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Who may ask a server: users in a file, and how they prove who they are.
 *
 * <p>{@link dev.spoor.server.auth.Authenticator} is the door: it makes an {@link dev.spoor.server.auth.Identity} of what a request
 * shows. {@link dev.spoor.server.auth.UsersFile} is the other one, for who manages the users. Knows nothing of HTTP servers.
 */
package dev.spoor.server.auth;
