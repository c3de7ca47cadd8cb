/** One unit with everything about it, for people who look at it. */
import type { Program } from "../../spec/ir/ir.ts";
import { REGISTER_NAMES } from "../machine/registers.ts";
import type { Local } from "../wasm/code.ts";
import { ModuleBuilder } from "../wasm/module.ts";
import { printModule } from "../wasm/print.ts";
import { SETTLE_PARAMETERS } from "./dispatcher.ts";
import { type EmittedUnit, emitUnit } from "./emit.ts";
import {
  BUDGET, DEPTH, PC_PARAMETER, RSP, TRACE, UNIT_PARAMETERS, UNIT_RESULTS,
} from "./protocol.ts";
import { MEMORY_PAGES_MAX } from "./program-units.ts";
import { discoverUnit } from "./discovery.ts";
import { BUNDLE_BYTES, type CodeSource, type Unit, type UnitInstruction } from "./unit.ts";

/** An instruction of a unit with its program as it is lowered. */
export interface InspectedInstruction extends UnitInstruction {
  readonly specialized: Program;
  readonly bytes: Uint8Array;
}

export interface InspectedUnit {
  readonly unit: Unit;
  /** In ascending order. */
  readonly instructions: readonly InspectedInstruction[];
  /** Places where the unit can leave. */
  readonly exits: number;
  /** A module with this unit alone. */
  readonly module: Uint8Array;
  /** Size of the unit's code in it. */
  readonly codeBytes: number;
  /** Lines of the module's text; `comment` gives what stands before an instruction's code. */
  text(comment: (pc: number) => string): string[];
}

/** Names of a unit's locals, as far as they have one. */
function localNames({ locals, general }: EmittedUnit): ReadonlyMap<Local, string> {
  const names = new Map<Local, string>([
    [RSP, "rsp"], [TRACE, "trace"], [BUDGET, "budget"], [PC_PARAMETER, "pc"], [DEPTH, "depth"],
  ]);
  ["route", "exit", "condition", "packed"].forEach((name, k) => names.set(locals[k] ?? -1, name));
  general.forEach((local, n) => {
    if (local >= 0) names.set(local, REGISTER_NAMES[n] ?? "");
  });
  return names;
}

/** The unit that begins at `root`; undefined where there is none: nothing that can be translated. */
export function inspectUnit(source: CodeSource, root: number): InspectedUnit | undefined {
  const unit = discoverUnit(source, root);
  if (unit.size === 0) return undefined;
  const builder = new ModuleBuilder();
  const unitType = builder.type(UNIT_PARAMETERS, UNIT_RESULTS);
  builder.importMemory("zerovm", "memory", 1, MEMORY_PAGES_MAX);
  builder.importTable("zerovm", "units", 0);
  const settle = builder.importFunction("zerovm", "settle", builder.type(SETTLE_PARAMETERS, []));
  const emitted = emitUnit(unit, {
    ...source, unitType, settle, itself: builder.nextFunction, slotOf: () => undefined, firstExit: 0, stackRegisters: 0,
    strayed: new Set(), highAccesses: new Set(), ...source.limits,
  });
  if (emitted === undefined) return undefined;
  const index = builder.add(unitType, emitted.code);
  for (const entry of emitted.entries) builder.elements(Math.floor(entry / BUNDLE_BYTES), [index]);
  const module = builder.finish();
  const instructions = unit.blocks.flatMap((block) => block.instructions.map((instruction) => ({
    ...instruction,
    bytes: source.memory.fetch(source.base + BigInt(instruction.pc), instruction.instruction.length),
    specialized: instruction.folded,
  }))).sort((a, b) => a.pc - b.pc);
  return {
    unit, instructions, exits: emitted.exits.length, module, codeBytes: emitted.code.length,
    text(comment) {
      const comments = new Map<number, string[]>();
      for (const { at, pc } of emitted.marks) {
        comments.set(at, [...comments.get(at) ?? [], comment(pc)]);
      }
      return printModule(module, () => ({ locals: localNames(emitted), comments }));
    },
  };
}
