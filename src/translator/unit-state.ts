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
import { VectorLocals, packedRegisters } from "./vector-locals.ts";

const REGISTERS = 16;
const R_SP = 4;
const R15 = 15;

/** Members of a set of registers. */
export function registersIn(set: number): number[] {
  return Array.from({ length: REGISTERS }, (_, n) => n).filter((n) => ((set >> n) & 1) === 1);
}

export class UnitState {
  /** By register number; -1 where the unit does not use it, and for r15 where it holds the base. */
  readonly general: readonly Local[];
  readonly vector: VectorLocals;
  readonly #code: Code;
  readonly #used: number;
  readonly #written: RegisterSets;
  readonly #flags: FlagLocals;

  /** `fixedBase`: r15 holds the base. */
  constructor(code: Code, unit: Unit, flags: FlagLocals, fixedBase: boolean) {
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
    this.vector = new VectorLocals(code, used.vector, written.vector, packedRegisters(unit));
  }

  /** Reads all that the unit uses, but rsp, which is handed over. */
  load(): void {
    const code = this.#code;
    for (const n of registersIn(this.#used)) {
      if (n === R_SP || this.general[n] === -1) continue;
      code.i32(0); code.memory("i64_load", GPR + 8 * n); code.set(this.general[n] ?? -1);
    }
    this.vector.load();
  }

  /** Writes back everything the unit may have changed. */
  store(): void {
    this.#flags.store();
    this.storeRegisters(this.#written);
  }

  /** Writes registers back, rsp among them. */
  storeRegisters({ general, vector }: RegisterSets): void {
    const code = this.#code;
    for (const n of registersIn(general | (1 << R_SP))) {
      if (this.general[n] === -1) continue;
      code.i32(0); code.get(this.general[n] ?? -1); code.memory("i64_store", GPR + 8 * n);
    }
    this.vector.store(vector);
  }
}
