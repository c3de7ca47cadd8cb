/**
 * Any form that the sandbox admits, with registers that may be written and memory operands in the
 * data: what the hand-written fragments do not think of.
 */
import type { Form } from "../../spec/isa/form.ts";
import { ZEROVM } from "../../spec/nacl/profiles.ts";
import { EncodeError } from "../../src/encoder/encode-error.ts";
import { encode } from "../../src/encoder/encode.ts";
import { type OperandValue, memory } from "../../src/encoder/operand-value.ts";
import { randomOperands } from "../../src/encoder/random-operands.ts";
import { isLowerable } from "../../src/lowering/capability.ts";
import type { InstructionSet } from "../../src/oracle/instruction-set.ts";
import { Programs } from "../../src/oracle/programs.ts";
import { type ScanTables, compileTables } from "../../src/validator/fast/tables.ts";
import { acceptsText } from "../../src/validator/fast/validate.ts";
import { type Choices, MIXER, SCRATCH, offsetFrom } from "./choices.ts";
import { DATA } from "./terrain.ts";
import { BUNDLE, type Fragment } from "./text-writer.ts";

const NOP = 0x90;
const R15 = 15;
/** Transfers and stops; and what sees MXCSR, which decides how whole programs are run. */
const OTHERS = /^(j|call|loop|ret|hlt|ud|int|nop|cpuid|push|pop|enter|leave)/;
const SEES_MXCSR = /mxcsr|^fx(save|rstor)/;
/** These have an address without a ModRM. */
const IMPLICIT = /^(movs[bwdq]?|cmps|stos|lods|scas|maskmov|xlat)/;

export interface FormPools {
  /** What the fast tiers run themselves, and what only the oracle does: x87 and more. */
  readonly fast: readonly Form[];
  readonly slow: readonly Form[];
  /** What reads or writes MXCSR. */
  readonly mxcsr: readonly Form[];
}

export class AnyForm {
  readonly pools: FormPools;
  readonly #tables: ScanTables;
  readonly #bundle = new Uint8Array(BUNDLE);

  constructor({ table, operators }: InstructionSet) {
    this.#tables = compileTables(ZEROVM, table.forms);
    const programs = new Programs(table, operators);
    const admitted = table.forms.filter((form) => form[ZEROVM.column] === "allowed"
      && table.meaningOf(form) !== undefined && !OTHERS.test(form.mnemonic)
      && !IMPLICIT.test(form.mnemonic) && form.operands.every(({ kind }) => kind !== "rel"));
    const isFast = (form: Form): boolean => {
      const isMemory = form.operands.some((operand) => operand.memory === "only");
      const program = programs.program(form, { memory: isMemory, repeat: 0, address32: false });
      return program !== undefined && isLowerable(program);
    };
    const mxcsr = admitted.filter(({ mnemonic }) => SEES_MXCSR.test(mnemonic));
    const others = admitted.filter((form) => !mxcsr.includes(form));
    this.pools = { fast: others.filter(isFast), slow: others.filter((form) => !isFast(form)), mxcsr };
  }

  /** Registers that may be written, memory through r11; the alignment that every form accepts. */
  #operands(c: Choices, form: Form): readonly OperandValue[] {
    const place = memory({ base: R15, index: SCRATCH, disp: BigInt(DATA + 64 * c.below(16)) });
    return randomOperands(form, (below) => c.below(below)).map((value, k): OperandValue => {
      const operand = form.operands[k];
      if (value.type === "memory") return { ...place, bits: value.bits };
      if (value.type !== "register" || value.kind !== "gpr" || operand?.place === "fixed") return value;
      const number = operand?.access === "r" ? c.from() : c.to();
      return { ...value, number, highByte: false };
    });
  }

  /** A fragment that the validator accepts, or nothing after some tries. */
  make(c: Choices, forms: readonly Form[]): Fragment | undefined {
    for (let tries = 0; tries < 8; tries += 1) {
      const form = forms[c.below(forms.length)];
      if (form === undefined) return undefined;
      const bytes = this.#encoded(c, form);
      if (bytes !== undefined && this.#isAccepted(bytes)) return { bytes };
    }
    return undefined;
  }

  #encoded(c: Choices, form: Form): number[] | undefined {
    const operands = this.#operands(c, form);
    const isMemory = operands.some(({ type }) => type === "memory");
    try {
      const lock = isMemory && form.lock && c.oneIn(4);
      const mask = c.oneIn(8) ? 0xff : 0xf0;
      return [...(isMemory ? offsetFrom(MIXER, mask) : []), ...encode(form, operands, { lock })];
    } catch (error) {
      if (error instanceof EncodeError) return undefined;
      throw error;
    }
  }

  #isAccepted(bytes: readonly number[]): boolean {
    if (bytes.length > BUNDLE) return false;
    this.#bundle.fill(NOP);
    this.#bundle.set(bytes);
    return acceptsText(this.#tables, this.#bundle);
  }
}
