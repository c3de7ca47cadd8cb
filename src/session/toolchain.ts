/**
 * Engine and validator of a session over one instruction table. Reading the table and compiling the
 * interpreter's loop take a moment, so make a toolchain once and run any number of sessions.
 */
import { TEXT_START } from "../../spec/abi/memory-map.ts";
import { ZEROVM } from "../../spec/nacl/profiles.ts";
import type { Profile } from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../decoder/decode.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import { LockstepEngine } from "../lockstep/lockstep-engine.ts";
import type { Engine } from "../machine/engine.ts";
import { createCoreInstructionSet, createInstructionSet } from "../oracle/instruction-set.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { OracleEngine } from "../oracle/oracle-engine.ts";
import type { Poison } from "../oracle/poison.ts";
import { completeTable } from "../table/complete.ts";
import { executableCoreTable } from "../table/executable-core.ts";
import type { Table } from "../table/table.ts";
import { TranslatorEngine } from "../translator/engine.ts";
import { FastValidator } from "../validator/fast/validate.ts";
import { ReferenceValidator } from "../validator/reference/validate.ts";
import { wasmHost } from "../wasm/host.ts";
import { ProgramCache } from "./program-cache.ts";
import type { CodeValidator } from "./program-cache.ts";
import { touchesMxcsr } from "./sticky-flags.ts";
import { lockstepChoice } from "./tiers.ts";
import type { SingleTier, TierName } from "./tiers.ts";
import { WarmingEngine } from "./warming-engine.ts";

export interface Toolchain {
  readonly engine: Engine;
  readonly validator: CodeValidator;
  /** What this engine has run and this validator judged. */
  readonly programs?: ProgramCache;
}

/** Features whose instructions the profile excludes one by one, so CPUID must not show them. */
const EXCLUDED_FEATURES: readonly string[] = ["LAHF", "TSC"];

/** What CPUID tells a guest: exactly what its sandbox admits. */
function visibleFeatures({ features }: Profile): string[] {
  return features.filter((feature) => !EXCLUDED_FEATURES.includes(feature));
}

function engineOf(tier: TierName, poison: Poison | undefined, core: Table): Engine {
  const choice = lockstepChoice(tier);
  if (choice === undefined) return singleEngine(tier as SingleTier, poison, core);
  if (poison !== undefined) throw new RangeError("poison mode is the oracle's: tier oracle");
  const { tiers: [first, second], stretch } = choice;
  return new LockstepEngine(
    singleEngine(first, undefined, core), singleEngine(second, undefined, core),
    { names: [first, second], ...(stretch === undefined ? {} : { stretch }) });
}

function singleEngine(tier: SingleTier, poison: Poison | undefined, core: Table): Engine {
  const features = visibleFeatures(ZEROVM);
  const complete = (): InstructionSet => createInstructionSet(completeTable(), features);
  if (tier === "oracle") return new OracleEngine(complete(), poison);
  if (poison !== undefined) throw new RangeError("poison mode is the oracle's: tier oracle");
  const host = wasmHost();
  if (host === undefined) {
    if (tier === "auto") return new OracleEngine(complete());
    throw new RangeError(`the ${tier} needs WebAssembly, which this host does not have`);
  }
  switch (tier) {
    case "translator": return new TranslatorEngine(host, complete(), { eager: true });
    case "interpreter": return new InterpreterEngine(host, complete());
    case "auto":
      return new WarmingEngine(new OracleEngine(createCoreInstructionSet(core, features)),
        () => new TranslatorEngine(host, complete()));
  }
}

/** The fast validator decides; only a refusal asks the reference for its reasons. */
function validatorOf(core: Table): CodeValidator {
  const fast = new FastValidator(ZEROVM, core, wasmHost());
  const decoder = createDecoder(core);
  return {
    accepts: (code) => fast.accepts(code),
    touchesMxcsr: (code) => touchesMxcsr(code, decoder),
    complaint(code, address) {
      const table = completeTable();
      const reference = new ReferenceValidator(
        ZEROVM, { forms: table.forms, decoder: createDecoder(table) });
      const [first] = reference.judge(code, { refusalsMax: 1 }).refusals;
      if (first === undefined) return "the code is not safe";
      const place = (address + first.offset).toString(16);
      const hint = address === TEXT_START ? "; zerovm validate lists all of it" : "";
      return `${first.rule} at 0x${place}: ${first.detail}${hint}`;
    },
  };
}

/**
 * The tiers: "auto" translates what is hot, "translator" everything at its first visit; "lockstep"
 * (or "lockstep:oracle,interpreter", any two) runs two side by side and ends a session as a defect
 * where they differ (`Divergence`).
 *
 * Throws a `RangeError` for an engine that the host cannot have. With `poison` the oracle watches
 * undefined results and reports their uses.
 */
export function createToolchain(tier: TierName = "auto", poison?: Poison): Toolchain {
  const core = executableCoreTable();
  return {
    engine: engineOf(tier, poison, core), validator: validatorOf(core), programs: new ProgramCache(),
  };
}
