/**
 * The units of a program in one machine's linear memory: instantiated batches, the table they are
 * called through, and what an exit means.
 */
import type { WasmFunction, WasmHost, WasmInstance, WasmTable } from "../wasm/host.ts";
import { addRetired, feedTrace, setRelativePc } from "../machine/counters.ts";
import { EXIT_DETAIL } from "../machine/state.ts";
import type { WindowMemory } from "../machine/windows.ts";
import { BUDGET_LEFT, NO_UNIT } from "./dispatcher.ts";
import type { ExitPoint } from "./exit-points.ts";
import type { ProgramUnits } from "./program-units.ts";
import type { WasmModule } from "../wasm/host.ts";

/**
 * Most instructions before the host gets a chance to replace the code that runs. Where a slice ends,
 * all calls that are open lose their wasm stack, so slices are longer when nothing new has come for a
 * while.
 */
const SLICE_FIRST = 1_000_000;
const SLICE = 16_000_000;
const SLICES_FIRST = 32;

export class UnitsRunner {
  readonly #units: ProgramUnits;
  readonly #host: WasmHost;
  readonly #memory: WindowMemory;
  readonly #table: WasmTable;
  readonly #dispatcher: WasmInstance;
  readonly #imports: { readonly zerovm: Record<string, unknown> };
  readonly #baseHigh: number;
  #instantiated = 0;
  readonly #enter: WasmFunction;
  /** Runs since the last batch came in. */
  #runs = 0;
  /** Where the last run left; undefined: it went to an address without a unit, a new root perhaps. */
  exit: ExitPoint | undefined;

  constructor(host: WasmHost, units: ProgramUnits, dispatcher: WasmModule, memory: WindowMemory) {
    this.#host = host;
    this.#units = units;
    this.#memory = memory;
    this.#table = new host.Table({ element: "anyfunc", initial: units.tableSize });
    const shared = { memory: memory.wasm, units: this.#table };
    this.#dispatcher = new host.Instance(dispatcher, { zerovm: shared });
    const { enter } = this.#dispatcher.exports;
    if (enter === undefined) throw new Error("defect: the dispatcher exports no `enter`");
    this.#enter = enter;
    this.#baseHigh = Number(units.source.base >> 32n);
    this.#imports = { zerovm: { ...shared, settle: this.#dispatcher.exports["settle"] } };
    for (let slot = 0; slot < units.tableSize; slot += 1) {
      this.#table.set(slot, this.#dispatcher.exports["missing"]);
    }
  }

  /** Brings batches in that were compiled since the last time. */
  #refresh(): void {
    const { batches } = this.#units;
    this.#runs = this.#instantiated < batches.length ? 0 : this.#runs + 1;
    for (; this.#instantiated < batches.length; this.#instantiated += 1) {
      const batch = batches[this.#instantiated];
      if (batch !== undefined) new this.#host.Instance(batch.module, this.#imports);
    }
  }

  /**
   * Runs units from the one in `slot` (whose root is `pc`) for at most `budget` instructions, a
   * slice at most; how many it were. PC and RETIRED in the state block advance by those.
   */
  run(slot: number, pc: number, budget: number): number {
    this.#refresh();
    const given = Math.min(budget, this.#runs < SLICES_FIRST ? SLICE_FIRST : SLICE);
    this.#enter(slot, pc, given);
    const state = this.#memory.view;
    const detail = state.getInt32(EXIT_DETAIL, true);
    let executed = given - state.getInt32(BUDGET_LEFT, true);
    if (detail === NO_UNIT) {
      this.exit = undefined;
    } else {
      const exit = this.#units.exits[detail];
      if (exit === undefined) throw new Error(`defect: no exit point ${detail}`);
      this.exit = exit;
      executed += exit.due;
      for (const address of exit.untraced) feedTrace(state, address);
      setRelativePc(state, this.#baseHigh, exit.pc);
    }
    addRetired(state, executed);
    return executed;
  }
}
