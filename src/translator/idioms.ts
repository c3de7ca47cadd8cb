/**
 * Idioms of sandboxed code that a straight run of instructions shows: a computed transfer whose
 * target is a constant, or an entry of a table, and a return.
 */
import { NO_REGISTER } from "../decoder/instruction.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import { fullRegister, operandOf } from "./register-use.ts";
import type { UnitInstruction } from "./unit.ts";

const R15 = 15;

/** What is known of a register: a number, a number plus the base, or something of a jump table. */
type Known =
  | { readonly kind: "number" | "based"; readonly value: number }
  /** Address of some entry of the table at `value`; the entry itself, and that plus the base. */
  | { readonly kind: "place" | "entry" | "based-entry"; readonly value: number };

/** Bytes of an entry of a jump table. */
const ENTRY_SCALE = 2;

/** Registers whose values constants in the code tell, followed along a straight run. */
export class KnownRegisters {
  readonly #known = new Map<number, Known>();

  /** Takes the effect of an instruction; `base`: r15 holds it. */
  follow(at: UnitInstruction, base: bigint | undefined): void {
    const outcome = this.#outcome(at, base);
    for (const effect of at.program.effects) {
      if (effect.op === "setfixed") this.#known.delete(REGISTER_NUMBER[effect.register]);
      if (effect.op === "set") this.#known.delete(register(at, effect.k));
    }
    if (outcome !== undefined) this.#known.set(register(at, 0), outcome);
  }

  #outcome(at: UnitInstruction, base: bigint | undefined): Known | undefined {
    const { form, variant, instruction } = at;
    const [to, from] = form.operands;
    if (to?.kind !== "gpr" || to.place === "rm" && variant.memory || from === undefined) return undefined;
    if (form.mnemonic === "lea" && to.bits === 32) return tablePlace(at);
    if (form.mnemonic === "mov" && to.bits === 32) return this.#moved(at, from.place === "imm");
    if (variant.memory) return undefined;
    const known = this.#known.get(register(at, 0));
    if (known === undefined) return undefined;
    if (form.mnemonic === "and" && to.bits === 32 && from.place === "imm") {
      if (known.kind === "number") {
        return { kind: "number", value: (known.value & instruction.imm) >>> 0 };
      }
      return known.kind === "entry" ? known : undefined;
    }
    const addsBase = base !== undefined && form.mnemonic === "add" && to.bits === 64
      && from.kind === "gpr" && register(at, 1) === R15;
    if (!addsBase) return undefined;
    if (known.kind === "number") return { kind: "based", value: known.value };
    return known.kind === "entry" ? { kind: "based-entry", value: known.value } : undefined;
  }

  /** MOV to a register of 32 bits: a constant, a copy, an entry of a table. */
  #moved(at: UnitInstruction, immediate: boolean): Known | undefined {
    const { variant, instruction } = at;
    if (immediate) return { kind: "number", value: instruction.imm >>> 0 };
    if (!variant.memory) {
      const known = this.#known.get(register(at, 1));
      return known?.kind === "number" || known?.kind === "entry" ? known : undefined;
    }
    if (instruction.base !== R15 || instruction.segment !== 0) return undefined;
    if (instruction.scale === ENTRY_SCALE && instruction.index !== NO_REGISTER) {
      return { kind: "entry", value: instruction.disp >>> 0 };
    }
    const place = instruction.scale === 0 && instruction.disp === 0
      ? this.#known.get(instruction.index) : undefined;
    return place?.kind === "place" ? { kind: "entry", value: place.value } : undefined;
  }

  /** What is known of the register through which a computed transfer goes. */
  target(at: UnitInstruction): Known | undefined {
    if (at.variant.memory || at.form.operands[0]?.kind !== "gpr") return undefined;
    return this.#known.get(register(at, 0));
  }
}

/** LEA of a constant plus an index times four. */
function tablePlace({ instruction }: UnitInstruction): Known | undefined {
  const { base, index, scale, disp } = instruction;
  if (base !== NO_REGISTER || index === NO_REGISTER || scale !== ENTRY_SCALE) return undefined;
  return { kind: "place", value: disp >>> 0 };
}

function register(at: UnitInstruction, k: number): number {
  return fullRegister(operandOf(at.form, k), at.instruction);
}

/** Is `jump` a jump through a register to which the instruction right before it adds r15? */
export function isSandboxedReturn(add: UnitInstruction | undefined, jump: UnitInstruction): boolean {
  if (add === undefined || jump.variant.memory || add.variant.memory) return false;
  const { form } = add;
  if (form.mnemonic !== "add" || form.operandSize !== 64) return false;
  if (form.operands[0]?.kind !== "gpr" || form.operands[1]?.kind !== "gpr") return false;
  return register(add, 1) === R15 && register(add, 0) === register(jump, 0);
}
