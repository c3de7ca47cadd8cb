/** The comparison of our decoder and disassembler with other ones, sample by sample. */
import type { Disassembler } from "../src/disassembler/disassembler.ts";
import { differences } from "./comparison.ts";
import type { Aspect } from "./comparison.ts";
import type { Disagreement, Ledger } from "./ledger.ts";
import { objdumpRaw } from "./oracles/objdump.ts";
import type { ObjdumpSyntax } from "./oracles/objdump.ts";
import type { Oracle, Sighting } from "./oracles/oracle.ts";
import type { OwnDecoder, OwnSighting } from "./own-sighting.ts";

/** The longest instruction; a decoder may look that far. */
const WINDOW = 15;
/** How many unexplained disagreements are kept to be shown. */
const SHOWN = 40;

/** What one oracle was asked and how it answered. */
export interface Tally {
  samples: number;
  /** Both sides agree in every aspect. */
  agreed: number;
  /** Disagreements by ledger entry. */
  readonly explained: Map<string, number>;
  unexplained: number;
}

function describe(sighting: Sighting): string {
  if (!sighting.valid) return "no instruction";
  const memory = sighting.memory.map(({ segment, base, index, scale, disp }) =>
    `[${segment}:${base}+${index}*${scale}+${disp}]`);
  const immediates = sighting.immediates.map(
    (value) => `0x${BigInt.asUintN(64, value).toString(16)}`,
  );
  const parts = [sighting.mnemonic, sighting.operands, ...memory, ...immediates];
  return `${sighting.length}: ${parts.filter((part) => part !== "").join(" ")}`;
}

function hexAt(bytes: Uint8Array, offset: number): string {
  const window = bytes.subarray(offset, offset + WINDOW);
  return Array.from(window, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Differential {
  readonly tallies = new Map<string, Tally>();
  /** The first unexplained disagreements. */
  readonly unexplained: Disagreement[] = [];
  readonly #own: OwnDecoder;
  readonly #disassembler: Disassembler;
  readonly #syntax: ObjdumpSyntax;
  readonly #ledger: Ledger;

  /** @param disassembler for text of this syntax */
  constructor(
    own: OwnDecoder, disassembler: Disassembler, syntax: ObjdumpSyntax, ledger: Ledger,
  ) {
    this.#own = own;
    this.#disassembler = disassembler;
    this.#syntax = syntax;
    this.#ledger = ledger;
  }

  /** Compares fields at every start. */
  compareFields(oracle: Oracle, bytes: Uint8Array, starts: readonly number[]): void {
    const tally = this.#tally(oracle.name);
    oracle.decode(bytes, starts).forEach((theirs, i) => {
      const start = starts[i] ?? 0;
      if (theirs === null) return;
      const ours = this.#own.see(bytes, start);
      tally.samples++;
      const aspects = differences(ours, theirs);
      if (aspects.length === 0) {
        tally.agreed++;
        return;
      }
      const hex = hexAt(bytes, start);
      this.#note(tally, fieldDisagreement(oracle.name, aspects, ours, theirs, hex));
    });
  }

  /** Compares text with objdump's, line by line; bytes that either calls bad are lines too. */
  compareText(bytes: Uint8Array): void {
    const tally = this.#tally("objdump");
    for (const theirs of objdumpRaw(bytes, this.#syntax)) {
      const line = this.#disassembler.line(bytes, theirs.address, bytes.length, theirs.address);
      tally.samples++;
      if (line.text === theirs.text && line.length === theirs.length) {
        tally.agreed++;
        continue;
      }
      this.#note(tally, {
        oracle: "objdump", aspects: ["text"], form: line.form?.id ?? "",
        ours: `${line.length}: ${line.text}`, theirs: `${theirs.length}: ${theirs.text}`,
        bytes: hexAt(bytes, theirs.address),
      });
    }
  }

  /** Starts of a linear sweep of our decoder; the last bytes are left out. */
  sweep(bytes: Uint8Array): number[] {
    const starts: number[] = [];
    let at = 0;
    while (at + WINDOW < bytes.length) {
      starts.push(at);
      const seen = this.#own.see(bytes, at);
      at += seen.valid ? seen.length : 1;
    }
    return starts;
  }

  #tally(name: string): Tally {
    const known = this.tallies.get(name);
    if (known !== undefined) return known;
    const tally: Tally = { samples: 0, agreed: 0, explained: new Map(), unexplained: 0 };
    this.tallies.set(name, tally);
    return tally;
  }

  #note(tally: Tally, disagreement: Disagreement): void {
    const entry = this.#ledger.explain(disagreement);
    if (entry !== undefined) {
      tally.explained.set(entry, (tally.explained.get(entry) ?? 0) + 1);
      return;
    }
    tally.unexplained++;
    if (this.unexplained.length < SHOWN) this.unexplained.push(disagreement);
  }
}

function fieldDisagreement(
  oracle: string, aspects: readonly Aspect[], ours: OwnSighting, theirs: Sighting, bytes: string,
): Disagreement {
  return {
    oracle, aspects, form: ours.form?.id ?? "", bytes,
    ours: ours.valid ? describe(ours) : `status ${ours.status}`,
    theirs: theirs.text === "" ? describe(theirs) : theirs.text,
  };
}
