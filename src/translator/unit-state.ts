/**
 * The guest's registers in a unit: in locals between its entry and its exits, in the state block
 * whenever control is elsewhere.
 */
import { GPR } from "../machine/state.ts";
import type { Code, Local } from "../wasm/code.ts";
import type { FlagLocals } from "./flag-locals.ts";
import { RSP } from "./protocol.ts";
import { type RegisterSets, registerUse } from "./register-use.ts";
import type { Unit } from "./unit.ts";
import { VectorLocals, wholeRegisters } from "./vector-locals.ts";

const REGISTERS = 16;
const R_SP = 4;
const R15 = 15;

/** Members of a set of registers, in ascending order. */
export function registersIn(set: number): number[] {
  const found: number[] = [];
  for (let rest = set & ((1 << REGISTERS) - 1); rest !== 0; rest &= rest - 1) {
    found.push(31 - Math.clz32(rest & -rest));
  }
  return found;
}

export class UnitState {
  /** By register number; -1 where the unit does not use it, and for r15 where it holds the base. */
  readonly general: readonly Local[];
  readonly vector: VectorLocals;
  readonly #code: Code;
  readonly #used: number;
  readonly #written: RegisterSets;
  readonly #flags: FlagLocals;
  /**
   * Every new value of a general register goes to the state block at once. In a large unit the host's
   * compiler moves locals about between stack slots wherever ways meet; then memory is the better place.
   */
  readonly #writesThrough: boolean;
  /** Registers whose locals hold what the state block says, as a set. */
  valid: number;
  /** Those of which it is true everywhere. */
  readonly always: number;

  /** `fixedBase`: r15 holds the base. */
  constructor(code: Code, unit: Unit, flags: FlagLocals, fixedBase: boolean, writesThrough: boolean) {
    this.#writesThrough = writesThrough;
    this.always = writesThrough ? 1 << R_SP : -1;
    this.valid = this.always;
    const { used, written } = registerUse(unit);
    this.#code = code;
    this.#flags = flags;
    this.#used = used.general;
    this.#written = written;
    this.general = Array.from({ length: REGISTERS }, (_, n) => {
      if (n === R_SP) return RSP;
      if ((n === R15 && fixedBase) || ((used.general >> n) & 1) === 0) return -1;
      return code.local("i64");
    });
    this.vector = new VectorLocals(code, used.vector, written.vector, wholeRegisters(unit));
  }

  /** Reads all that the unit uses, but rsp, which is handed over. */
  load(): void {
    this.valid = this.always;
    if (!this.#writesThrough) for (const n of registersIn(this.#used)) this.#load(n);
    this.vector.load();
  }

  #load(number: number): void {
    const local = this.general[number] ?? -1;
    if (number === R_SP || local === -1) return;
    this.#pushSaved(number); this.#code.set(local);
  }

  #pushSaved(number: number): void {
    this.#code.i32(0); this.#code.memory("i64_load", GPR + 8 * number);
  }

  /** Brings registers into their locals. */
  ready(set: number): void {
    const missing = set & ~this.valid;
    if (missing === 0) return;
    for (const n of registersIn(missing)) this.#load(n);
    this.valid |= missing;
  }

  /** Pushes all 64 bits of a register. */
  push(number: number): void {
    if (((this.valid >> number) & 1) === 0) this.#pushSaved(number);
    else this.#code.get(this.general[number] ?? -1);
  }

  /** The local of a register has a new value. */
  wrote(number: number): void {
    if (!this.#writesThrough || number === R_SP) return;
    this.#code.i32(0); this.#code.get(this.general[number] ?? -1);
    this.#code.memory("i64_store", GPR + 8 * number);
  }

  /** Writes back everything the unit may have changed. */
  store(): void {
    this.#flags.store();
    this.storeRegisters(this.#written);
  }

  /** Writes registers back, rsp among them. */
  storeRegisters({ general, vector }: RegisterSets): void {
    const code = this.#code;
    for (const n of registersIn((this.#writesThrough ? 0 : general) | (1 << R_SP))) {
      if (this.general[n] === -1) continue;
      code.i32(0); code.get(this.general[n] ?? -1); code.memory("i64_store", GPR + 8 * n);
    }
    this.vector.store(vector);
  }
}
