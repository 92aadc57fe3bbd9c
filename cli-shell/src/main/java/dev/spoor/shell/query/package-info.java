/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Queries with names: those that come with Spoor, files of the resource folder of this package, and those that the user saved. A query
 * is a SQL file that begins with comments: its title, the question that it answers, and its parameters with their initial values.
 */
package dev.spoor.shell.query;
