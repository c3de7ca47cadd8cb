/**
 * `npm run conformance:decoders`: compares our decoder and disassembler with iced, capstone and
 * objdump (where installed) on random operands of every row and on random byte strings. Exits with
 * 1 when a disagreement stands in no ledger entry.
 *
 *     --seed N     seed of all random numbers (1)
 *     --rows N     random variations of every row (200)
 *     --count N    byte strings in all, divided among the kinds (300000)
 *     --kinds A,B  uniform, prefixes, mutated (all)
 *     --oracles .. iced, capstone, objdump (all that are there)
 *     --intel      compare text in Intel syntax instead of AT&T
 */
import { parseArgs } from "node:util";
import { createDecoder } from "../src/decoder/decode.ts";
import { Disassembler } from "../src/disassembler/disassembler.ts";
import { namedTable } from "../src/table/named.ts";
import { Differential } from "./differential.ts";
import { readLedger } from "./ledger.ts";
import { openCapstone } from "./oracles/capstone.ts";
import { openIced } from "./oracles/iced.ts";
import { objdumpVersion } from "./oracles/objdump.ts";
import type { Oracle } from "./oracles/oracle.ts";
import { OwnDecoder } from "./own-sighting.ts";
import { createPrng } from "./prng.ts";
import { BYTE_KINDS, randomBytes } from "./random-bytes.ts";
import type { ByteKind } from "./random-bytes.ts";
import { sampleOf } from "./row-samples.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    rows: { type: "string", default: "200" },
    count: { type: "string", default: "300000" },
    kinds: { type: "string", default: BYTE_KINDS.join(",") },
    intel: { type: "boolean", default: false },
    oracles: { type: "string", default: "iced,capstone,objdump" },
  },
});

/** Bytes of random streams in one round: small enough for objdump's output to fit in memory. */
const ROUND_BYTES = 2_000_000;
/** Variations of all rows in one round. */
const ROUND_ROWS = 40;

const table = namedTable();
const decoder = createDecoder(table);
const own = new OwnDecoder(table.forms, decoder);
const syntax = values.intel ? "intel" : "att";
const disassembler = new Disassembler(table.forms, decoder, { syntax });
const differential = new Differential(own, disassembler, syntax, readLedger());
const prng = createPrng(Number(values.seed));

const wanted = values.oracles.split(",");
const oracles: Oracle[] = [];
if (wanted.includes("iced")) oracles.push(openIced());
if (wanted.includes("capstone")) oracles.push(await openCapstone());
const objdump = wanted.includes("objdump") ? objdumpVersion() : undefined;

function compareAll(bytes: Uint8Array, starts: readonly number[]): void {
  for (const oracle of oracles) differential.compareFields(oracle, bytes, starts);
  if (objdump !== undefined) differential.compareText(bytes);
}

function compareRows(variations: number): void {
  for (let done = 0; done < variations; done += ROUND_ROWS) {
    const bytes: number[] = [];
    const starts: number[] = [];
    for (const form of table.forms) {
      for (let i = done; i < Math.min(variations, done + ROUND_ROWS); i++) {
        starts.push(bytes.length);
        bytes.push(...sampleOf(form, prng, i < 2));
      }
    }
    bytes.push(...new Array<number>(16).fill(0x90));
    compareAll(Uint8Array.from(bytes), starts);
  }
}

function randomInstruction(): readonly number[] {
  const form = table.forms[prng.below(table.forms.length)];
  return form === undefined ? [0x90] : sampleOf(form, prng);
}

function compareKind(kind: ByteKind, count: number): void {
  for (let done = 0; done < count;) {
    const size = Math.min(ROUND_BYTES, (count - done) * 4 + 64);
    const bytes = randomBytes(kind, prng, size, randomInstruction);
    const starts = differential.sweep(bytes).slice(0, count - done);
    compareAll(bytes, starts);
    done += starts.length;
  }
}

const isKind = (name: string): name is ByteKind => BYTE_KINDS.some((kind) => kind === name);

function report(): void {
  const versions = [...oracles.map(({ version }) => version), objdump ?? "no objdump"];
  console.log(`oracles: ${versions.join("; ")}`);
  for (const [name, tally] of differential.tallies) {
    const explained = [...tally.explained.values()].reduce((sum, count) => sum + count, 0);
    console.log(`${name}: ${tally.samples} samples, ${tally.agreed} agreed, `
      + `${explained} explained by the ledger, ${tally.unexplained} unexplained`);
    const entries = [...tally.explained].sort(([, a], [, b]) => b - a);
    for (const [id, count] of entries) console.log(`    ${String(count).padStart(8)}  ${id}`);
  }
  for (const { oracle, aspects, bytes, form, ours, theirs } of differential.unexplained) {
    console.log(`${oracle} ${aspects.join("+")} ${bytes} ${form}`);
    console.log(`    ours   ${ours}\n    theirs ${theirs}`);
  }
}

const kinds = values.kinds.split(",").filter(isKind);
compareRows(Number(values.rows));
for (const kind of kinds) compareKind(kind, Math.ceil(Number(values.count) / kinds.length));
report();
console.log(`seed ${values.seed}, ${values.rows} variations of ${table.forms.length} rows, `
  + `${values.count} byte strings of the kinds ${kinds.join(", ")}`);
const failed = [...differential.tallies.values()].some(({ unexplained }) => unexplained > 0);
if (failed) process.exitCode = 1;
