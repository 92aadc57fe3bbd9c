/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;

/** A planner that asks before each rule that it fires whether it should go on. One thread. */
public final class StoppablePlanner extends HepPlanner {
    private final Runnable check;

    /** @param check throws when planning is to end */
    public StoppablePlanner(HepProgram program, Runnable check) {
        super(program);
        this.check = check;
    }

    @Override
    public void checkCancel() {
        check.run();
    }
}
