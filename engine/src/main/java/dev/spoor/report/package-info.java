/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Reports: packs of questions, asked over one snapshot and written down for auditors.
 *
 * <pre>
 *   pack.yaml + *.sql  -> PackReader -> ReportPack
 *   ReportPack, period -> ReportRunner: OpenReport, an AskedQuestion each; TaskCrew asks, side by side, over one pinned session
 *   rows of a question -> EvidenceReader -> Answer; DataStatement, SnapshotReader: what is known about the data -> Report
 *   Report             -> ReportPage (HTML), ReportJson, OcsfFindings; all rows of all questions -> ReportFolder
 *   ReportFolder       -> EvidenceBundle: a signed zip, which BundleVerifier checks and runs again elsewhere
 * </pre>
 *
 * <p>A pack is a folder with a {@code pack.yaml} and SQL files, or one YAML file: {@link dev.spoor.report.PackLibrary} finds those that
 * come with Spoor, which lie in the resources of this package, and those of users. Values that a user gives are bound as parameters,
 * never pasted into SQL. A question that cannot be answered is said to be so; rows that a page does not show are counted, and are whole
 * in the files beside it.
 *
 * <p>Whoever runs reports at certain times only needs {@link dev.spoor.report.ReportRunner} and {@link dev.spoor.report.ReportFolder}.
 *
 * <p>Imports: the facade {@code dev.spoor} and what is below it, Jackson's streams for JSON, and {@code snakeyaml}.
 */
package dev.spoor.report;
