/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

import java.util.List;

/**
 * Something to select from.
 *
 * @param sql the FROM item with its alias, in both dialects; its kind means nothing
 * @param columns what it offers
 * @param order terms that order its rows completely; empty when no such terms are known
 */
record Source(Term sql, List<Term> columns, List<Term> order) {}
