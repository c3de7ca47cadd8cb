/**
 * All units of one program: which roots have one, the modules they are in, and where each of their
 * exits is. Shared by every machine that runs the program, so a later one starts translated.
 */
import { ModuleBuilder } from "../wasm/module.ts";
import type { WasmHost, WasmModule } from "../wasm/host.ts";
import { SETTLE_PARAMETERS } from "./dispatcher.ts";
import { type EmittedUnit, emitUnit } from "./emit.ts";
import type { ExitPoint } from "./exit-points.ts";
import type { Linkage } from "./linkage.ts";
import { BUNDLE_SHIFT, UNIT_PARAMETERS, UNIT_RESULTS } from "./protocol.ts";
import type { PlacedUnit, UnitsModule } from "./units-file.ts";
import { discoverUnit } from "./discovery.ts";
import {
  BUNDLE_BYTES, type CodeSource, type Surroundings, UNKNOWN_SURROUNDINGS,
} from "./unit.ts";

/** Pages of linear memory that generated modules accept at most. */
export const MEMORY_PAGES_MAX = 0x1_0000;
/** Table slots for roots that do not begin a bundle. */
export const EXTRA_SLOTS = 0x1000;

/** One compiled batch: all that there is to know of it, for stores outside of the process. */
export interface Batch extends UnitsModule {
  readonly module: WasmModule;
}

export interface TranslationCount {
  readonly units: number;
  readonly instructions: number;
  readonly wasmBytes: number;
}

interface MadeUnit {
  /** How many had been made before it. */
  readonly age: number;
  /** It ends where older ones begin. */
  readonly isShort: boolean;
  /** Its instructions. */
  readonly size: number;
}

/** What a unit is linked against in its module. */
type ModulePlace = Pick<Linkage, "unitType" | "settle" | "itself" | "stackRegisters">;

export class ProgramUnits {
  readonly source: CodeSource;
  readonly batches: Batch[] = [];
  /** Where units begin, in the order in which they were made. */
  readonly roots: number[] = [];
  readonly exits: ExitPoint[] = [];
  /** Where units have left because an access was in the other window than expected. */
  readonly strayed = new Set<number>();
  /** Instructions that have accessed the high window although no stack pointer led there. */
  readonly highAccesses = new Set<number>();
  readonly #host: WasmHost;
  readonly #slots = new Map<number, number>();
  /** What was made here, by root. */
  readonly #made = new Map<number, MadeUnit>();
  /** Roots of the units that begin at each place. */
  readonly #owners = new Map<number, number>();
  /** Roots that have no unit and never will: irreducible, or nothing to translate. */
  readonly #refused = new Set<number>();
  #extraSlots = 0;
  #count = { units: 0, instructions: 0, wasmBytes: 0 };

  constructor(host: WasmHost, source: CodeSource) {
    this.#host = host;
    this.source = source;
  }

  get count(): TranslationCount {
    return this.#count;
  }

  /** Slots that a machine's table needs: one for each bundle below the text's end, and more. */
  get tableSize(): number {
    return (this.source.text.end >> BUNDLE_SHIFT) + EXTRA_SLOTS;
  }

  /** The table slot of the unit that begins at `pc` (relative to the base). */
  slot(pc: number): number | undefined {
    return this.#slots.get(pc);
  }

  /** Instructions of the unit of a root; 1 where that was made elsewhere. */
  size(root: number): number {
    return this.#made.get(root)?.size ?? 1;
  }

  /** May `pc` begin a unit that does not exist yet? */
  isWanted(pc: number): boolean {
    const { start, end } = this.source.text;
    return pc >= start && pc < end && !this.#slots.has(pc) && !this.#refused.has(pc);
  }

  /**
   * Translates `roots` into one more batch; false where nothing came of it. `stackRegisters`: which
   * registers point into the stack as control reaches them (a guess does no harm); `isReached`: where
   * control has been; `isShort`: the units end where older ones begin.
   */
  translate(
    roots: Iterable<number>, stackRegisters = 0, isReached = UNKNOWN_SURROUNDINGS.isReached,
    isShort = false,
  ): boolean {
    return this.#translate(roots, false, stackRegisters, isReached, isShort);
  }

  /** Makes the unit of a root again, with all that control has reached since, in place of the old one. */
  grow(root: number, stackRegisters: number, isReached: Surroundings["isReached"]): boolean {
    const isShort = this.#made.get(root)?.isShort ?? false;
    return this.#translate([root], true, stackRegisters, isReached, isShort);
  }

  #translate(
    roots: Iterable<number>, isGrowth: boolean, stackRegisters: number,
    isReached: Surroundings["isReached"], isShort: boolean,
  ): boolean {
    const module = new ModuleBuilder();
    const unitType = module.type(UNIT_PARAMETERS, UNIT_RESULTS);
    module.importMemory("zerovm", "memory", 1, MEMORY_PAGES_MAX);
    module.importTable("zerovm", "units", 0);
    const settle = module.importFunction("zerovm", "settle", module.type(SETTLE_PARAMETERS, []));
    const firstExit = this.exits.length;
    const added: PlacedUnit[] = [];
    for (const root of roots) {
      const slot = isGrowth || this.isWanted(root) ? this.#slotOf(root) : undefined;
      if (slot === undefined) continue;
      const emitted = this.#emit(root, isShort, isReached, {
        unitType, settle, itself: module.nextFunction, stackRegisters,
      });
      if (emitted === undefined) {
        this.#refused.add(root);
        continue;
      }
      const unit = module.add(unitType, emitted.code);
      const begin = (entry: number, at: number): void => {
        module.elements(at, [unit]);
        this.#begin(entry, at, root);
        added.push({ root: entry, slot: at });
      };
      begin(root, slot);
      for (const entry of emitted.entries) {
        const at = entry !== root && (isGrowth || this.isWanted(entry)) ? this.#slotOf(entry) : undefined;
        if (at !== undefined) begin(entry, at);
      }
    }
    if (added.length === 0) return false;
    const bytes = module.finish();
    this.#count.wasmBytes += bytes.length;
    this.batches.push({
      module: new this.#host.Module(bytes), bytes, units: added, firstExit,
      exits: this.exits.slice(firstExit),
    });
    return true;
  }

  /**
   * Takes over a batch that was translated elsewhere, for this text and by this translator. False
   * where it does not follow on what is here, or names places that there are not.
   */
  adopt(batch: UnitsModule): boolean {
    const { bytes, units, firstExit, exits } = batch;
    if (firstExit !== this.exits.length || !units.every((unit) => this.#fits(unit))) return false;
    if (!this.#host.validate(bytes)) return false;
    this.batches.push({ ...batch, module: new this.#host.Module(bytes) });
    for (const { root, slot } of units) {
      if (root % BUNDLE_BYTES !== 0 && !this.#slots.has(root)) this.#extraSlots += 1;
      this.#begin(root, slot, units[0]?.root ?? root);
    }
    // One by one: a whole text has more exits than a call may have arguments.
    for (const exit of exits) this.exits.push(exit);
    return true;
  }

  /** Is a unit's slot the one that it would get here? */
  #fits({ root, slot }: PlacedUnit): boolean {
    const known = this.#slots.get(root);
    if (known !== undefined) return slot === known;
    if (!this.isWanted(root)) return false;
    const first = this.source.text.end >> BUNDLE_SHIFT;
    return root % BUNDLE_BYTES === 0 ? slot === root >> BUNDLE_SHIFT
      : slot >= first && slot < first + EXTRA_SLOTS;
  }

  /** The slot of a unit that begins at `root`; undefined where there is none left. */
  #slotOf(root: number): number | undefined {
    const known = this.#slots.get(root);
    if (known !== undefined) return known;
    if (root % BUNDLE_BYTES === 0) return root >> BUNDLE_SHIFT;
    if (this.#extraSlots >= EXTRA_SLOTS) return undefined;
    this.#extraSlots += 1;
    return (this.source.text.end >> BUNDLE_SHIFT) + this.#extraSlots - 1;
  }

  /** A unit begins at `entry` from now on: the one of `root`. */
  #begin(entry: number, slot: number, root: number): void {
    if (!this.#slots.has(entry)) this.roots.push(entry);
    this.#slots.set(entry, slot);
    this.#owners.set(entry, root);
  }

  #emit(
    root: number, isShort: boolean, isReached: Surroundings["isReached"], link: ModulePlace,
  ): EmittedUnit | undefined {
    const hasUnit = (pc: number): boolean => (this.#owners.get(pc) ?? root) !== root;
    const age = this.#made.get(root)?.age ?? this.#made.size;
    const endsAt = (pc: number): boolean => isShort && hasUnit(pc)
      // What was adopted came before all that is made here.
      && (this.#made.get(this.#owners.get(pc) ?? root)?.age ?? -1) < age;
    const unit = discoverUnit(this.source, root, { hasUnit, endsAt, isReached });
    if (unit.size === 0) return undefined;
    const { base, text, fixedBase, layout, without, limits: { localsUntil, rounds } } = this.source;
    const emitted = emitUnit(unit, {
      ...link, slotOf: (pc) => hasUnit(pc) ? this.#slots.get(pc) : undefined, base, fixedBase,
      firstExit: this.exits.length, text, layout, without, localsUntil, rounds,
      strayed: this.strayed, highAccesses: this.highAccesses,
    });
    if (emitted === undefined) return undefined;
    this.exits.push(...emitted.exits);
    this.#count.units += 1;
    this.#count.instructions += unit.size;
    this.#made.set(root, { age, isShort, size: unit.size });
    return emitted;
  }
}
