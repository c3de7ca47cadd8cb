/**
 * The units of a program in one machine's linear memory: instantiated batches, the table they are
 * called through, and what an exit means.
 */
import type { WasmHost, WasmInstance, WasmMemory, WasmTable } from "../wasm/host.ts";
import { EXIT_DETAIL, PC, RETIRED } from "../machine/state.ts";
import { BUDGET_LEFT, NO_UNIT } from "./dispatcher.ts";
import type { ProgramUnits } from "./program-units.ts";
import type { WasmModule } from "../wasm/host.ts";

/** Most instructions before the host gets a chance to replace the code that runs. */
export const SLICE = 1_000_000;

/** How a run of units ended. */
export interface UnitsExit {
  readonly executed: number;
  /** Control went to an address without a unit (a new root, perhaps), else it left inside one. */
  readonly missing: boolean;
  /** It left at an instruction that is rare in some way. */
  readonly rare: boolean;
}

export class UnitsRunner {
  readonly #units: ProgramUnits;
  readonly #host: WasmHost;
  readonly #memory: WasmMemory;
  readonly #table: WasmTable;
  readonly #dispatcher: WasmInstance;
  readonly #imports: { readonly zerovm: Record<string, unknown> };
  #instantiated = 0;

  constructor(host: WasmHost, units: ProgramUnits, dispatcher: WasmModule, memory: WasmMemory) {
    this.#host = host;
    this.#units = units;
    this.#memory = memory;
    this.#table = new host.Table({ element: "anyfunc", initial: units.tableSize });
    const shared = { memory, units: this.#table };
    this.#dispatcher = new host.Instance(dispatcher, { zerovm: shared });
    this.#imports = { zerovm: { ...shared, settle: this.#dispatcher.exports["settle"] } };
    for (let slot = 0; slot < units.tableSize; slot += 1) {
      this.#table.set(slot, this.#dispatcher.exports["missing"]);
    }
  }

  /** Brings batches in that were compiled since the last time. */
  #refresh(): void {
    const { batches } = this.#units;
    for (; this.#instantiated < batches.length; this.#instantiated += 1) {
      const batch = batches[this.#instantiated];
      if (batch !== undefined) new this.#host.Instance(batch.module, this.#imports);
    }
  }

  /**
   * Runs units from the one in `slot` (whose root is `pc`) for at most `budget` instructions, a
   * slice at most. PC and RETIRED in the state block advance by what was executed.
   */
  run(slot: number, pc: number, budget: number): UnitsExit {
    this.#refresh();
    const { enter } = this.#dispatcher.exports;
    if (enter === undefined) throw new Error("defect: the dispatcher exports no `enter`");
    const given = Math.min(budget, SLICE);
    enter(slot, pc, given);
    const state = new DataView(this.#memory.buffer);
    const detail = state.getInt32(EXIT_DETAIL, true);
    const missing = detail === NO_UNIT;
    let rare = false;
    let left = state.getInt32(BUDGET_LEFT, true);
    if (!missing) {
      const exit = this.#units.exits[detail];
      if (exit === undefined) throw new Error(`defect: no exit point ${detail}`);
      left += exit.refund;
      rare = exit.rare;
      state.setBigUint64(PC, this.#units.source.base + BigInt(exit.pc), true);
    }
    const executed = given - left;
    state.setBigUint64(RETIRED, state.getBigUint64(RETIRED, true) + BigInt(executed), true);
    return { executed, missing, rare };
  }
}
