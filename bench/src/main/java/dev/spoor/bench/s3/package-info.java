/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What it costs when the logs are far away: {@link dev.spoor.bench.s3.S3Bench} asks a server in the same process that takes
 * its time to answer. Server and engine share the processor, so that real figures are better.
 */
package dev.spoor.bench.s3;
