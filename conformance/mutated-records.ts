/**
 * Valid records, changed at random, judged by everything that judges: the scanner, its kernel, and
 * the reference validator. `npx tsx conformance/mutated-records.ts [--records N] [--seed N]`.
 * Exit code 1 when two of them disagree.
 */
import { NACL_2013, NACL_2025, tolerating, ZEROVM, type Profile } from "../spec/nacl/profiles.ts";
import { createDecoder } from "../src/decoder/decode.ts";
import { fullTable, type FullTable } from "../src/table/full.ts";
import { compileTables } from "../src/validator/fast/tables.ts";
import { acceptsText, FastValidator } from "../src/validator/fast/validate.ts";
import { ReferenceValidator } from "../src/validator/reference/validate.ts";
import { wasmHost } from "../src/wasm/host.ts";
import { TextGenerator } from "./generators/valid-text.ts";
import { createPrng, type Prng } from "./prng.ts";
import { sampleOf } from "./row-samples.ts";

const BUNDLE_BYTES = 32;
const BUNDLES_MAX = 16;
const CHANGES_MAX = 3;

/** Bytes that decide much: prefixes, REX, escapes, VEX, jumps, the sequences' own. */
const POIGNANT = [
  0x66, 0xf2, 0xf3, 0xf0, 0x2e, 0x3e, 0x26, 0x64, 0x67, 0x40, 0x41, 0x48, 0x49, 0x4a, 0x4c, 0x4f,
  0x0f, 0xc4, 0xc5, 0x8f, 0x62, 0x90, 0xf4, 0xeb, 0xe9, 0x74, 0xe8, 0x83, 0xe0, 0x89, 0x8b, 0x8d,
  0x24, 0x3c, 0xe4, 0xfc, 0xec, 0xff, 0x00,
] as const;

/** One random change of a text in place. */
function change(text: Uint8Array, forms: FullTable["forms"], prng: Prng): void {
  const at = prng.below(text.length);
  const [first, ...others] = forms;
  switch (prng.below(7)) {
    case 0: text[at] = prng.below(256); break;
    case 1: text[at] = (text[at] ?? 0) ^ 1 << prng.below(8); break;
    case 2: text[at] = prng.pick(POIGNANT); break;
    // A byte pushed in, a byte taken out: what follows moves, to the end of its bundle or the text.
    case 3: text.copyWithin(at + 1, at, endOf(text, at, prng) - 1); text[at] = prng.pick(POIGNANT);
      break;
    case 4: text.copyWithin(at, at + 1, endOf(text, at, prng)); break;
    case 5: text.copyWithin(at, prng.below(text.length), prng.below(text.length)); break;
    default: if (first !== undefined) {
      const sample = sampleOf(prng.pick([first, ...others]), prng, prng.oneIn(2));
      text.set(sample.slice(0, text.length - at), at);
    }
  }
}

const endOf = (text: Uint8Array, at: number, prng: Prng): number =>
  prng.oneIn(4) ? text.length : at - (at % BUNDLE_BYTES) + BUNDLE_BYTES;

export interface MutationReport {
  records: number;
  accepted: number;
  readonly differences: string[];
}

/** Compares all verdicts on `records` records of 1 to 16 bundles. */
export function compareMutated(
  profile: Profile, table: FullTable, records: number, seed: number,
): MutationReport {
  const { forms } = table;
  const tables = compileTables(profile, forms);
  const kernel = new FastValidator(profile, table, wasmHost(), 0);
  const reference = new ReferenceValidator(profile, { forms, decoder: createDecoder(table) });
  const generator = new TextGenerator(profile, forms);
  const prng = createPrng(seed);
  const report: MutationReport = { records: 0, accepted: 0, differences: [] };
  for (; report.records < records && report.differences.length < 20; report.records++) {
    // Most records are short: the more there is in one, the likelier it is refused elsewhere.
    const text = generator.text(prng, prng.oneIn(4) ? 1 + prng.below(BUNDLES_MAX) : 1);
    for (let k = 1 + prng.below(CHANGES_MAX); k > 0; k--) change(text, forms, prng);
    const verdicts = [acceptsText(tables, text), kernel.accepts(text),
      reference.judge(text, { refusalsMax: 1 }).accepted];
    if (verdicts[0] === true) report.accepted++;
    if (verdicts.every((verdict) => verdict === verdicts[0])) continue;
    const hex = Buffer.from(text).toString("hex");
    const who = `${profile.name}: scanner, kernel, reference`;
    report.differences.push(`${who} ${verdicts.join()}: ${hex}`);
  }
  return report;
}

function numberAfter(option: string, otherwise: number): number {
  const at = process.argv.indexOf(option);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

function main(): number {
  const table = fullTable();
  const seed = numberAfter("--seed", 1);
  let differing = 0;
  for (const profile of [ZEROVM, NACL_2013, NACL_2025, tolerating(NACL_2025)]) {
    const { records, accepted, differences } =
      compareMutated(profile, table, numberAfter("--records", 100_000), seed);
    for (const difference of differences) console.log(difference);
    console.log(`${profile.name}${profile.tolerant ? "-tolerant" : ""}: ${records} records, ` +
      `${accepted} accepted, ${differences.length} differ (seed ${seed})`);
    differing += differences.length;
  }
  return differing === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("mutated-records.ts") === true) process.exitCode = main();
