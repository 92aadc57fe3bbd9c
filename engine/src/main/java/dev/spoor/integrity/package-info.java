/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Whether logs are what CloudTrail delivered: digest files, their signatures and chains, and the hashes of log files.
 *
 * <p>A {@link dev.spoor.integrity.Verifier} lists {@code Evidence}, takes the digests of each chain
 * ({@link dev.spoor.integrity.ChainName}), and hands them to a {@code ChainExamination}. That judges each digest alone
 * ({@code DigestExaminer}: form, place, key, signature), then what digests say of each other (missing ones, broken links,
 * gaps). The log files that proven digests name are hashed by a {@code LogExaminer} on many threads, and what was found
 * goes to the {@link dev.spoor.integrity.VerificationListener} in the order of the chain, newest first. Log files that no
 * digest names come last ({@code UnnamedFiles}).
 *
 * <p>Facts first: a {@link dev.spoor.integrity.Finding} has a kind of a closed set, a place and a time. A problem is what
 * honest operation does not bring about; a remark is what an auditor must know to judge how far the proof reaches.
 *
 * <p>A digest names files as they were in their bucket. {@code OriginalNames} finds these in copies, too. The newest
 * digest of a chain has its signature in the metadata of its object only; each other one has it in the digest that
 * follows, so all but the newest can be proven in a copy that lost metadata.
 *
 * <p>What was read of a version of a file is remembered in {@link dev.spoor.dataset.IntegrityBooks}. Decision 0033.
 *
 * <p>Sources: CloudTrail user guide, "CloudTrail digest file structure" and "Custom implementations of CloudTrail log
 * file integrity validation"; the behaviour of {@code aws cloudtrail validate-logs}.
 */
package dev.spoor.integrity;
