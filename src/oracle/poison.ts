/**
 * Poison mode: remembers which flags and registers hold a result that the manuals leave undefined,
 * and reports the first instruction that reads one, together with the one where it was born.
 */
import type { Flag } from "../../spec/ir/ir.ts";
import { REGISTER_NAMES } from "../machine/registers.ts";

const FLAGS: readonly Flag[] = ["cf", "pf", "af", "zf", "sf", "of"];

/** Flags that each pair of conditions reads, in the order O, B, Z, BE, S, P, L, LE. */
const CONDITION_FLAGS: readonly (readonly Flag[])[] = [
  ["of"], ["cf"], ["zf"], ["cf", "zf"], ["sf"], ["pf"], ["sf", "of"], ["sf", "zf", "of"],
];

/** An instruction under evaluation, as far as reports name it. */
interface Site {
  readonly pc: bigint;
  readonly instruction: { readonly form: number };
}

/** An instruction in a report: its address and the number of its form. */
export interface Origin {
  readonly pc: bigint;
  readonly form: number;
}

function originOf(site: Site): Origin {
  return { pc: site.pc, form: site.instruction.form };
}

/** The first use of an undefined result. */
export interface PoisonUse {
  /** The flag, or the number of the general register slot (its offset in the state block). */
  readonly what: Flag | number;
  readonly born: Origin;
  readonly used: Origin;
}

export class Poison {
  readonly #flags = new Map<Flag, Origin>();
  readonly #slots = new Map<number, Origin>();
  readonly #report: (use: PoisonUse) => void;

  /** `report` is called at every use; the result stops being undefined with its first one. */
  constructor(report: (use: PoisonUse) => void) {
    this.#report = report;
  }

  markFlags(flags: readonly Flag[], site: Site): void {
    for (const flag of flags) this.#flags.set(flag, originOf(site));
  }

  markSlot(slot: number, site: Site): void {
    this.#slots.set(slot, originOf(site));
  }

  clearFlags(flags: readonly Flag[] = FLAGS): void {
    for (const flag of flags) this.#flags.delete(flag);
  }

  clearSlot(slot: number): void {
    this.#slots.delete(slot);
  }

  useFlags(flags: readonly Flag[], site: Site): void {
    for (const flag of flags) {
      const born = this.#flags.get(flag);
      if (born === undefined) continue;
      this.#flags.delete(flag);
      this.#report({ what: flag, born, used: originOf(site) });
    }
  }

  useAllFlags(site: Site): void {
    this.useFlags(FLAGS, site);
  }

  useCondition(cc: number, site: Site): void {
    this.useFlags(CONDITION_FLAGS[cc >> 1] ?? FLAGS, site);
  }

  useSlot(slot: number, site: Site): void {
    const born = this.#slots.get(slot);
    if (born === undefined) return;
    this.#slots.delete(slot);
    this.#report({ what: slot, born, used: originOf(site) });
  }
}

/** A use as a sentence; `nameOf` gives the name of a form by its number. */
export function describeUse(use: PoisonUse, nameOf: (form: number) => string): string {
  const at = ({ pc, form }: Origin): string => `${nameOf(form)} at 0x${pc.toString(16)}`;
  const what = typeof use.what === "string"
    ? use.what.toUpperCase() : REGISTER_NAMES[use.what / 8] ?? `state byte ${use.what}`;
  return `${at(use.used)} uses ${what}, which ${at(use.born)} left undefined`;
}
