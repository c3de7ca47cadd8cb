/**
 * Roots for all of a text. In validated text every instruction is known, but any bundle may be the
 * target of a computed jump, and a unit for each bundle would hold most code many times over. So:
 * the entry, every target of a direct call and the tops of loops where units end, then every bundle
 * whose first instruction is in no unit so far, except where it is padding. Every instruction that can
 * run is in some unit then; a computed jump to a bundle in the middle of one goes on in the interpreter.
 */
import type { MachineImage } from "../machine/engine.ts";
import type { TranslatorEngine } from "./engine.ts";
import type { TranslationCount } from "./program-units.ts";
import { unitsKey } from "./unit-archive.ts";
import { writeUnitsFile } from "./units-file.ts";
import { discoverUnit } from "./discovery.ts";
import { BUNDLE_BYTES, type CodeSource, decodeAt } from "./unit.ts";

class Roots {
  readonly found: number[] = [];
  readonly #source: CodeSource;
  readonly #covered = new Set<number>();
  readonly #seen = new Set<number>();

  constructor(source: CodeSource) {
    this.#source = source;
  }

  isCovered(pc: number): boolean {
    return this.#covered.has(pc);
  }

  /** Makes `root` a root, and everything that is called from there. */
  add(root: number): void {
    const queue = [root];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (this.#seen.has(next)) continue;
      this.#seen.add(next);
      const unit = discoverUnit(this.#source, next);
      if (unit.size === 0) continue;
      this.found.push(next);
      for (const { instructions, flow, start } of unit.blocks) {
        if (flow === "top") queue.push(start);
        for (const { pc, flow: how, target } of instructions) {
          this.#covered.add(pc);
          if (how.endsWith("call") && target >= 0) queue.push(target);
        }
      }
    }
  }

  /** Only NOP and HLT up to the bundle's end: nobody jumps there. */
  isPadding(bundle: number): boolean {
    for (let pc = bundle; pc < bundle + BUNDLE_BYTES;) {
      const decoded = decodeAt(this.#source, pc);
      if (decoded === undefined) return true;
      if (!/^(nop|hlt|data16)/.test(decoded.form.mnemonic)) return false;
      pc = decoded.next;
    }
    return true;
  }
}

/** Roots of a text whose execution begins at `entry`, in ascending order. */
export function rootsOf(source: CodeSource, entry: number): number[] {
  const roots = new Roots(source);
  roots.add(entry);
  for (let bundle = source.text.start; bundle < source.text.end; bundle += BUNDLE_BYTES) {
    if (!roots.isCovered(bundle) && !roots.isPadding(bundle)) roots.add(bundle);
  }
  return roots.found.toSorted((a, b) => a - b);
}

/** A whole text as one file of units, and how much that is. */
export interface WholeText {
  readonly file: Uint8Array;
  readonly count: TranslationCount;
}

/**
 * Translates all of an image's text as one module, in an engine that has not met it; the result is a
 * file of units. `undefined` where the image has no text, or none that can be translated. `entry`:
 * where it begins, relative to the base. `version` names the translator.
 */
export function translateWhole(
  engine: TranslatorEngine, image: MachineImage, entry: number, version: string,
): WholeText | undefined {
  const found = engine.unitsOf(image);
  if (found === undefined) return undefined;
  const { units, text } = found;
  units.translate(rootsOf(units.source, entry));
  const [module] = units.batches;
  if (module === undefined) return undefined;
  const key = unitsKey(units.source, text, version);
  return { file: writeUnitsFile({ key, module }), count: units.count };
}
