/**
 * The ledger of known disagreements with other decoders: `ledger.json`. Each entry says which
 * disagreements it explains, why, and who is right by the manual. What no entry explains is a
 * failure.
 */
import { readFileSync } from "node:fs";
import type { Aspect } from "./comparison.ts";

/** One disagreement between us and an oracle, as text for patterns and people. */
export interface Disagreement {
  readonly oracle: string;
  readonly aspects: readonly Aspect[];
  /** Id of our form; "" where we say that the bytes are no instruction. */
  readonly form: string;
  readonly ours: string;
  readonly theirs: string;
  /** The bytes from the start on, hexadecimal, up to 15. */
  readonly bytes: string;
}

interface EntryText {
  readonly id: string;
  readonly oracle: string;
  /** All aspects that the entry explains. */
  readonly aspects: readonly Aspect[];
  /** Regular expressions; a missing one matches everything. */
  readonly form?: string;
  readonly ours?: string;
  readonly theirs?: string;
  readonly bytes?: string;
  readonly reason: string;
  /** Who is right by the manual. */
  readonly right: "ours" | "theirs" | "both";
  /** Manual, volume and section. */
  readonly source: string;
}

const FIELDS = ["form", "ours", "theirs", "bytes"] as const;

interface Entry extends EntryText {
  readonly patterns: readonly (readonly [(typeof FIELDS)[number], RegExp])[];
}

function compile(entry: EntryText): Entry {
  const patterns = FIELDS.flatMap((field) => {
    const pattern = entry[field];
    return pattern === undefined ? [] : [[field, new RegExp(pattern)] as const];
  });
  return { ...entry, patterns };
}

export class Ledger {
  readonly entries: readonly EntryText[];
  readonly #entries: readonly Entry[];

  constructor(entries: readonly EntryText[]) {
    this.entries = entries;
    this.#entries = entries.map(compile);
  }

  /** The entry that explains a disagreement, or undefined. */
  explain(disagreement: Disagreement): string | undefined {
    return this.#entries.find((entry) => entry.oracle === disagreement.oracle
      && disagreement.aspects.every((aspect) => entry.aspects.includes(aspect))
      && entry.patterns.every(([field, pattern]) => pattern.test(disagreement[field])))?.id;
  }
}

export function readLedger(): Ledger {
  const file = new URL("ledger.json", import.meta.url);
  return new Ledger(JSON.parse(readFileSync(file, "utf8")) as EntryText[]);
}
