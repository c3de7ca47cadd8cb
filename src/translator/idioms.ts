/**
 * Idioms of sandboxed code that a straight run of instructions shows: a computed transfer whose
 * target is a constant, and a return.
 */
import { REGISTER_NUMBER } from "../machine/registers.ts";
import { fullRegister, operandOf } from "./register-use.ts";
import type { UnitInstruction } from "./unit.ts";

const R15 = 15;
const TWO_32 = 0x1_0000_0000;

/** Registers whose values constants in the code tell, followed along a straight run. */
export class KnownRegisters {
  /** 64-bit values relative to the sandbox's base where `based`, else as they are. */
  readonly #known = new Map<number, { readonly value: number; readonly based: boolean }>();

  /** Takes the effect of an instruction; `base`: r15 holds it. */
  follow(at: UnitInstruction, base: bigint | undefined): void {
    const outcome = this.#outcome(at, base);
    for (const effect of at.program.effects) {
      if (effect.op === "setfixed") this.#known.delete(REGISTER_NUMBER[effect.register]);
      if (effect.op === "set") this.#known.delete(register(at, effect.k));
    }
    if (outcome !== undefined) this.#known.set(register(at, 0), outcome);
  }

  #outcome(
    at: UnitInstruction, base: bigint | undefined,
  ): { readonly value: number; readonly based: boolean } | undefined {
    const { form, variant, instruction } = at;
    const [to, from] = form.operands;
    if (variant.memory || to?.kind !== "gpr" || from === undefined) return undefined;
    if (form.mnemonic === "mov" && to.bits === 32 && from.place === "imm") {
      return { value: instruction.imm >>> 0, based: false };
    }
    const known = this.#known.get(register(at, 0));
    if (known === undefined || known.based) return undefined;
    if (form.mnemonic === "and" && to.bits === 32 && from.place === "imm") {
      return { value: (known.value & instruction.imm) >>> 0, based: false };
    }
    const addsBase = base !== undefined && form.mnemonic === "add" && to.bits === 64
      && from.kind === "gpr" && register(at, 1) === R15;
    return addsBase ? { value: known.value, based: true } : undefined;
  }

  /** Target of a computed transfer, relative to `base`, where it is known. */
  target(at: UnitInstruction, base: bigint): number | undefined {
    const { form, variant } = at;
    if (variant.memory || form.operands[0]?.kind !== "gpr") return undefined;
    const known = this.#known.get(register(at, 0));
    if (known === undefined || known.based !== (base !== 0n)) return undefined;
    return known.value < TWO_32 ? known.value : undefined;
  }
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
