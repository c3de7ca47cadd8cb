/**
 * Engine and validator of a session over one instruction table. Reading the table and compiling the
 * interpreter's loop take a moment, so make a toolchain once and run any number of sessions with it.
 */
import { TEXT_START } from "../../spec/abi/memory-map.ts";
import { ZEROVM } from "../../spec/nacl/profiles.ts";
import type { Profile } from "../../spec/nacl/profiles.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import type { Engine } from "../machine/engine.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { OracleEngine } from "../oracle/oracle-engine.ts";
import { completeTable } from "../table/complete.ts";
import { FastValidator } from "../validator/fast/validate.ts";
import { ReferenceValidator } from "../validator/reference/validate.ts";
import { wasmHost } from "../wasm/host.ts";
import type { CodeValidator } from "./session.ts";
import type { Tier } from "./tiers.ts";


export interface Toolchain {
  readonly engine: Engine;
  readonly validator: CodeValidator;
}

/** Features whose instructions the profile excludes one by one, so that CPUID must not show them. */
const EXCLUDED_FEATURES: readonly string[] = ["LAHF", "TSC"];

/** What CPUID tells a guest: exactly what its sandbox admits. */
function visibleFeatures({ features }: Profile): string[] {
  return features.filter((feature) => !EXCLUDED_FEATURES.includes(feature));
}

function engineOf(tier: Tier, instructionSet: InstructionSet): Engine {
  if (tier === "oracle") return new OracleEngine(instructionSet);
  const host = wasmHost();
  if (host !== undefined) return new InterpreterEngine(host, instructionSet);
  if (tier === "auto") return new OracleEngine(instructionSet);
  throw new RangeError("the interpreter needs WebAssembly, which this host does not have");
}

/** The fast validator decides; only a refusal asks the reference for its reasons. */
function validatorOf({ table, decoder }: InstructionSet): CodeValidator {
  const fast = new FastValidator(ZEROVM, table.forms, wasmHost());
  return {
    complaint(code, address) {
      if (fast.accepts(code)) return undefined;
      const reference = new ReferenceValidator(ZEROVM, { forms: table.forms, decoder });
      const [first] = reference.judge(code, { refusalsMax: 1 }).refusals;
      if (first === undefined) return "the code is not safe";
      const place = (address + first.offset).toString(16);
      const hint = address === TEXT_START ? "; zerovm validate lists all of it" : "";
      return `${first.rule} at 0x${place}: ${first.detail}${hint}`;
    },
  };
}

/** Throws a `RangeError` for an engine that the host cannot have. */
export function createToolchain(tier: Tier = "auto"): Toolchain {
  const instructionSet = createInstructionSet(completeTable(), visibleFeatures(ZEROVM));
  return { engine: engineOf(tier, instructionSet), validator: validatorOf(instructionSet) };
}
