/** The oracle as a session's engine: slow, and the reference. */
import { SANDBOX_FEATURES } from "../../spec/abi/cpu-features.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { OracleEngine } from "../oracle/oracle-engine.ts";
import { fullTable } from "../table/full.ts";
import type { Engine } from "../machine/engine.ts";

/** Reads the instruction table, which takes a moment: make one and keep it. */
export function oracleEngine(): Engine {
  return new OracleEngine(createInstructionSet(fullTable(), SANDBOX_FEATURES));
}
