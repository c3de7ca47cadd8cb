/**
 * The short form of `npm run conformance:decoders`: every row and some hundred thousand random
 * starts against the decoders that are installed. Also checks the checkers: a wrong decoder must be
 * noticed, and no ledger entry may explain everything.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { createDecoder } from "../src/decoder/decode.ts";
import { Disassembler } from "../src/disassembler/disassembler.ts";
import { namedTable } from "../src/table/named.ts";
import { Differential } from "./differential.ts";
import { readLedger } from "./ledger.ts";
import { openCapstone } from "./oracles/capstone.ts";
import { openIced } from "./oracles/iced.ts";
import { objdumpVersion } from "./oracles/objdump.ts";
import type { Oracle, Sighting } from "./oracles/oracle.ts";
import { OwnDecoder } from "./own-sighting.ts";
import { createPrng } from "./prng.ts";
import { BYTE_KINDS, randomBytes } from "./random-bytes.ts";
import { sampleOf } from "./row-samples.ts";

const SEED = 20130611;
const ROW_SAMPLES = 4;
const STREAM_BYTES = 60_000;

const table = namedTable();
const decoder = createDecoder(table);
const ledger = readLedger();

function newDifferential(syntax: "att" | "intel" = "att"): Differential {
  const disassembler = new Disassembler(table.forms, decoder, { syntax });
  return new Differential(new OwnDecoder(table.forms, decoder), disassembler, syntax, ledger);
}

/** Samples of every row, one after the other. */
function rowSamples(): { bytes: Uint8Array; starts: number[] } {
  const prng = createPrng(SEED);
  const bytes: number[] = [];
  const starts: number[] = [];
  for (const form of table.forms) {
    for (let i = 0; i < ROW_SAMPLES; i++) {
      starts.push(bytes.length);
      bytes.push(...sampleOf(form, prng, i === 0));
    }
  }
  for (let i = 0; i < 16; i++) bytes.push(0x90);
  return { bytes: Uint8Array.from(bytes), starts };
}

/** One stream of each kind. */
function streams(): Uint8Array[] {
  const prng = createPrng(SEED);
  return BYTE_KINDS.map((kind) => randomBytes(kind, prng, STREAM_BYTES, () => {
    const form = table.forms[prng.below(table.forms.length)];
    return form === undefined ? [0x90] : sampleOf(form, prng);
  }));
}

describe("our decoder beside others", () => {
  let oracles: readonly Oracle[] = [];
  beforeAll(async () => {
    oracles = [openIced(), await openCapstone()];
  });

  it("agrees with iced and capstone but for the ledger", () => {
    const differential = newDifferential();
    const { bytes, starts } = rowSamples();
    for (const oracle of oracles) {
      differential.compareFields(oracle, bytes, starts);
      for (const stream of streams()) {
        differential.compareFields(oracle, stream, differential.sweep(stream));
      }
    }
    expect(differential.unexplained.slice(0, 5)).toEqual([]);
    for (const { samples } of differential.tallies.values()) {
      expect(samples).toBeGreaterThan(50_000);
    }
  });

  it.skipIf(objdumpVersion() === undefined).each(["att", "intel"] as const)(
    "prints %s text as objdump does but for the ledger",
    (syntax) => {
      const differential = newDifferential(syntax);
      differential.compareText(rowSamples().bytes);
      for (const stream of streams()) differential.compareText(stream);
      expect(differential.unexplained.slice(0, 5)).toEqual([]);
    },
  );
});

describe("the comparison itself", () => {
  /** iced, with one field of every answer changed. */
  function wrong(change: (seen: Sighting) => Sighting): Oracle {
    const iced = openIced();
    return {
      ...iced,
      decode: (bytes, starts) => iced.decode(bytes, starts).map((seen) => (
        seen?.valid === true ? change(seen) : seen)),
    };
  }

  it.each<[string, (seen: Sighting) => Sighting]>([
    ["validity", (seen) => ({ ...seen, valid: false })],
    ["length", (seen) => ({ ...seen, length: seen.length + 1 })],
    ["mnemonic", (seen) => ({ ...seen, mnemonic: "frob" })],
    ["operands", (seen) => ({ ...seen, operands: `${seen.operands},eax` })],
    ["memory", (seen) => ({
      ...seen, memory: seen.memory.map((parts) => ({ ...parts, disp: parts.disp + 1n })),
    })],
    ["immediates", (seen) => ({ ...seen, immediates: seen.immediates.map((value) => value ^ 1n) })],
  ])("notices a wrong %s", (_name, change) => {
    const differential = newDifferential();
    const bytes = Uint8Array.of(0x83, 0x40, 0x10, 0x05, ...new Array<number>(16).fill(0x90));
    differential.compareFields(wrong(change), bytes, [0]);
    expect(differential.unexplained).toHaveLength(1);
  });

  it("has a ledger whose entries all have a reason, a judge and a pattern", () => {
    expect(new Set(ledger.entries.map(({ id }) => id)).size).toBe(ledger.entries.length);
    for (const entry of ledger.entries) {
      expect(entry.reason.length, entry.id).toBeGreaterThan(20);
      expect(entry.source, entry.id).not.toBe("");
      const patterns = [entry.form, entry.ours, entry.theirs, entry.bytes];
      expect(patterns.some((pattern) => pattern !== undefined), entry.id).toBe(true);
    }
  });

  it("explains no disagreement about ordinary instructions", () => {
    for (const oracle of ["iced", "capstone", "objdump"]) {
      const explained = ledger.explain({
        oracle, aspects: oracle === "objdump" ? ["text"] : ["valid"], form: "add_rm32_imm8",
        ours: "4: addl   $0x5,0x10(%rax)", theirs: "no instruction", bytes: "83401005909090",
      });
      expect(explained).toBeUndefined();
    }
  });
});
