/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/** Functions of ours about names of AWS: parts of ARNs, and who is behind a user identity. */
package dev.spoor.function.aws;
