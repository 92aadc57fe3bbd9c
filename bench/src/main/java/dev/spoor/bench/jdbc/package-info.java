/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * How fast the rows of one large result reach a program: from the engine itself, by JDBC in its process, by JDBC from a server and as
 * an Arrow stream from a server, in one run. Every way adds up every value, and the sums are compared before the times are told.
 */
package dev.spoor.bench.jdbc;
