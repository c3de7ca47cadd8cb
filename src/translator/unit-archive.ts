/** Units of an engine that come from a file or a store, and go to the store. */
import { layoutKey } from "../machine/window-layout.ts";
import type { Archive } from "./engine.ts";
import type { ProgramUnits } from "./program-units.ts";
import { hexOf, sha256 } from "./sha256.ts";
import type { CodeSource } from "./unit.ts";
import { type GivenUnits, type UnitStore, givenUnits, loadUnits, storeKey } from "./unit-store.ts";
import { type UnitsKey, writeUnitsFiles } from "./units-file.ts";

/** Translated units from outside. */
export interface OutsideUnits {
  /** Where units are kept between processes. */
  readonly store?: UnitStore;
  /** Units to run from; a program with another text is refused (`Failure`). */
  readonly units?: GivenUnits;
}

/** Everything besides text and translator that is built into units. */
export function settingOf(
  { base, text, fixedBase, stickyFlags, layout, without }: CodeSource,
): string {
  const range = [text.start, text.end].map((address) => address.toString(16)).join("..");
  return `base ${base.toString(16)}, text ${range}, ${fixedBase ? "r15 fixed" : "r15 free"}, `
    + `MXCSR ${stickyFlags ? "kept" : "not kept"}, windows ${layoutKey(layout)}`
    + Object.keys(without).map((exactness) => `, no ${exactness}`).join("");
}

/** What units of a text are called, as one translator makes them. */
export function unitsKey(source: CodeSource, text: Uint8Array, version: string): UnitsKey {
  return { version, text: hexOf(sha256(text)), setting: settingOf(source) };
}

/** Units whose store has this many batches. */
interface Stored {
  readonly units: ProgramUnits;
  readonly key: UnitsKey;
  batches: number;
}

export class UnitArchive implements Archive {
  readonly #outside: OutsideUnits;
  readonly #stored: Stored[] = [];

  constructor(outside: OutsideUnits) {
    this.#outside = outside;
  }

  get hasUnits(): boolean {
    return this.#outside.units !== undefined;
  }

  /** Takes over units that were made before. Throws a `Failure` where a given file does not fit. */
  adopt(units: ProgramUnits, text: Uint8Array): void {
    const { store, units: given } = this.#outside;
    if (given !== undefined) {
      const { module } = givenUnits(given, unitsKey(units.source, text, given.version));
      if (!units.adopt(module)) throw new Error("defect: units of this very text do not fit it");
    }
    if (store === undefined) return;
    const key = unitsKey(units.source, text, store.version);
    for (const { module } of loadUnits(store, key)) {
      if (!units.adopt(module)) break;
    }
    this.#stored.push({ units, key, batches: units.batches.length });
  }

  /** Offers the store what was translated since the last time. */
  flush(): void {
    for (const stored of this.#stored) {
      const { key, units: { batches } } = stored;
      if (batches.length === stored.batches) continue;
      const files = batches.map((module) => ({ key, module }));
      this.#outside.store?.save(storeKey(key), writeUnitsFiles(files));
      stored.batches = batches.length;
    }
  }
}
