/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The server: Avatica's protocol in JSON and protobuf over HTTP, and beside it what the driver needs that the protocol lacks, what
 * scripts want (whole results as CSV, JSON lines or an Arrow stream), and what operators watch.
 *
 * <p>{@link dev.spoor.server.SqlServer} is the door. It is read-only. Without users and TLS it listens on the loopback interface alone.
 */
package dev.spoor.server;
