/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Random queries, each in our words and in DuckDB's, and the test that compares the answers. A query object renders
 * itself to both sides; whatever the two engines define differently is either spelt differently here or left out, so
 * every difference that remains is a bug.
 */
package dev.spoor.testing.judge;
