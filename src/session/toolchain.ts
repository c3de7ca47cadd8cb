/**
 * Engine and validator of a session over one instruction table. Reading the table and making a fast
 * engine take a moment, so make a toolchain once and run any number of sessions.
 */
import { TEXT_START } from "../../spec/abi/memory-map.ts";
import { ZEROVM } from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../decoder/decode.ts";
import { identify } from "../loader/identify.ts";
import { LockstepEngine } from "../lockstep/lockstep-engine.ts";
import type { Engine } from "../machine/engine.ts";
import { createCoreInstructionSet } from "../oracle/instruction-set.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { OracleEngine } from "../oracle/oracle-engine.ts";
import type { Poison } from "../oracle/poison.ts";
import { executableCoreTable } from "../table/executable-core.ts";
import { namedTable } from "../table/named.ts";
import type { Table } from "../table/table.ts";
import type { Archive } from "../translator/engine.ts";
import { ReferenceValidator } from "../validator/reference/validate.ts";
import { completeSet } from "./complete-set.ts";
import { engineOf, fastValidator, visibleFeatures } from "./core-toolchain.ts";
import type { Toolchain } from "./core-toolchain.ts";
import { ProgramCache } from "./program-cache.ts";
import { lockstepChoice } from "./tiers.ts";
import type { SingleTier, TierName } from "./tiers.ts";

function anyEngine(
  tier: TierName, poison: Poison | undefined, core: Table, archive: Archive | undefined,
): Engine {
  const features = visibleFeatures(ZEROVM);
  const all = (): InstructionSet => completeSet(features);
  if (poison !== undefined) {
    if (tier !== "oracle") throw new RangeError("poison mode is the oracle's: tier oracle");
    return new OracleEngine(all(), poison);
  }
  const coreSet = (): InstructionSet => createCoreInstructionSet(core, features);
  const one = (name: SingleTier): Engine => engineOf(name, coreSet, all, archive);
  const choice = lockstepChoice(tier);
  if (choice === undefined) return one(tier as SingleTier);
  const { tiers: [first, second], stretch } = choice;
  return new LockstepEngine(one(first), one(second),
    { names: [first, second], ...(stretch === undefined ? {} : { stretch }) });
}

/** Only a refusal by the fast validator asks the reference for its reasons. */
function complaint(code: Uint8Array, address: number): string {
  const table = namedTable();
  const reference = new ReferenceValidator(
    ZEROVM, { forms: table.forms, decoder: createDecoder(table) });
  const [first] = reference.judge(code, { refusalsMax: 1 }).refusals;
  if (first === undefined) return "the code is not safe";
  const place = (address + first.offset).toString(16);
  const hint = address === TEXT_START ? "; zerovm validate lists all of it" : "";
  return `${first.rule} at 0x${place}: ${first.detail}${hint}`;
}

/**
 * The tiers: "auto" translates what is hot, "translator" everything at its first visit; "lockstep"
 * (or "lockstep:oracle,interpreter", any two) runs two side by side and ends a session as a defect
 * where they differ (`Divergence`).
 *
 * Throws a `RangeError` for an engine that the host cannot have. With `poison` the oracle watches
 * undefined results and reports their uses. With an `archive` (`UnitArchive`) the translator runs from units
 * that were made before, or keeps its own in a store: call `engine.flush` when a run is over.
 */
export function createToolchain(
  tier: TierName = "auto", poison?: Poison, archive?: Archive,
): Toolchain {
  const core = executableCoreTable();
  return {
    engine: anyEngine(tier, poison, core, archive), validator: fastValidator(core, complaint),
    programs: new ProgramCache(), identify,
  };
}
