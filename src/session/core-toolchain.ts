/**
 * The toolchain of what the sandbox admits: everything that runs validated programs and nothing
 * else, so that a browser loads little. `toolchain.ts` adds every other instruction, lockstep and
 * the reasons of refusals.
 */
import { ZEROVM } from "../../spec/nacl/profiles.ts";
import type { Profile } from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../decoder/decode.ts";
import type { Engine, MachineImage } from "../machine/engine.ts";
import { createCoreInstructionSet } from "../oracle/instruction-set.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { OracleEngine } from "../oracle/oracle-engine.ts";
import { executableCoreTable } from "../table/executable-core.ts";
import type { Table } from "../table/table.ts";
import { FastValidator } from "../validator/fast/validate.ts";
import type { Archive } from "../translator/engine.ts";
import { wasmHost } from "../wasm/host.ts";
import { interpreterEngine, translatorEngine } from "./fast-engines.ts";
import { ProgramCache } from "./program-cache.ts";
import type { CodeValidator } from "./program-cache.ts";
import { touchesMxcsr } from "./sticky-flags.ts";
import type { SingleTier } from "./tiers.ts";
import { WarmingEngine } from "./warming-engine.ts";

export interface Toolchain {
  readonly engine: Engine;
  readonly validator: CodeValidator;
  /** What this engine has run and this validator judged. */
  readonly programs?: ProgramCache;
  /** Says what a file is that is no module, for messages; see the loader. */
  readonly identify?: (file: Uint8Array) => string;
}

/** Features whose instructions the profile excludes one by one, so CPUID must not show them. */
const EXCLUDED_FEATURES: readonly string[] = ["LAHF", "TSC"];

/** What CPUID tells a guest: exactly what its sandbox admits. */
export function visibleFeatures({ features }: Profile): string[] {
  return features.filter((feature) => !EXCLUDED_FEATURES.includes(feature));
}

/**
 * The engine of a tier. `core` knows at least what the sandbox admits, and is all that a guest in
 * tier auto begins with; `all` is made for the first engine that may meet any instruction. `archive`
 * is the translator's.
 */
export function engineOf(
  tier: SingleTier, core: () => InstructionSet, all: () => InstructionSet, archive?: Archive,
): Engine {
  if (tier === "oracle") return new OracleEngine(all());
  const host = wasmHost();
  if (host === undefined) {
    if (tier === "auto") return new OracleEngine(all());
    throw new RangeError(`the ${tier} needs WebAssembly, which this host does not have`);
  }
  switch (tier) {
    case "translator": return translatorEngine(host, all(), true, archive);
    case "interpreter": return interpreterEngine(host, all());
    case "auto":
      // Where there are units to begin with, nothing is gained by beginning without them.
      if (archive?.hasUnits === true) return translatorEngine(host, all(), false, archive);
      return new WarmingEngine(
        new OracleEngine(core()), () => translatorEngine(host, all(), false, archive));
  }
}

/** The fast validator, which knows no reasons; `complaint` looks for them after a refusal. */
export function fastValidator(core: Table, complaint: CodeValidator["complaint"]): CodeValidator {
  const fast = new FastValidator(ZEROVM, core, wasmHost());
  const decoder = createDecoder(core);
  return {
    accepts: (code) => fast.accepts(code),
    touchesMxcsr: (code) => touchesMxcsr(code, decoder),
    complaint,
  };
}

/** An engine that takes validated text only, for it does not know the other instructions. */
class CheckedEngine implements Engine {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get tier(): string {
    return this.#engine.tier;
  }

  flush(): void {
    this.#engine.flush?.();
  }

  createMachine(image: MachineImage): ReturnType<Engine["createMachine"]> {
    if (image.unchecked === true) {
      throw new TypeError("code that is not validated needs the complete toolchain of \"zerovm\"");
    }
    return this.#engine.createMachine(image);
  }
}

/**
 * Throws a `RangeError` for an engine that the host cannot have. Its engine throws a `TypeError`
 * for a session without validation.
 */
export function createCoreToolchain(tier: SingleTier = "auto"): Toolchain {
  const core = executableCoreTable();
  const known = createCoreInstructionSet(core, visibleFeatures(ZEROVM));
  return {
    engine: new CheckedEngine(engineOf(tier, () => known, () => known)),
    validator: fastValidator(core, () =>
      "the code is not safe; zerovm validate, or the complete toolchain, says why"),
    programs: new ProgramCache(),
  };
}
