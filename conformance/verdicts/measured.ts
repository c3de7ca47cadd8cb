/** The measured records beside the repository: training sets and example bundles. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Entry } from "./entries.ts";

const SHARED = new URL("../../../shared/", import.meta.url);

/** Sets of records: name, bundles per record, verdict files with the shift of their two bits. */
const SETS = [
  { name: "train1", bundles: 1, verdicts: [["train1.verdicts", 0], ["train1.2025.verdicts", 2]] },
  { name: "train3", bundles: 3, verdicts: [["train3.verdicts", 0], ["train3.2025.verdicts", 2]] },
  { name: "train25", bundles: 1, verdicts: [["train25.verdicts", 2]] },
] as const;

const EXAMPLES = ["nacl-x86-64-examples.tsv", "nacl-x86-64-examples-2025.tsv"] as const;

export const measuredAvailable = (): boolean =>
  existsSync(new URL("vectors/validator/train1.records.gz", SHARED));

const unzipped = (name: string): Uint8Array =>
  gunzipSync(readFileSync(new URL(`vectors/validator/${name}.gz`, SHARED)));

/** All records of all sets. Bit 1 of the first verdict file counts for zerovm only with bit 0. */
export function measuredRecords(): Entry[] {
  return SETS.flatMap(({ name, bundles, verdicts }) => {
    const records = unzipped(`${name}.records`);
    const kinds = Buffer.from(unzipped(`${name}.kinds`)).toString("utf8").split("\n");
    const files = verdicts.map(([file, shift]) => ({ shift, bits: unzipped(file) }));
    const known = files.reduce((bits, { shift }) => bits | (3 << shift), 0);
    const size = bundles * 32;
    return Array.from({ length: records.length / size }, (_, k): Entry => {
      const accepting = files.reduce(
        (all, { shift, bits }) => all | verdict(bits[k] ?? 0, shift), 0);
      const text = records.subarray(k * size, (k + 1) * size);
      return { text, known, accepting, kind: `${name} ${kinds[k] ?? ""}` };
    });
  });
}

const verdict = (bits: number, shift: number): number =>
  shift === 0 ? (bits & 1) | (bits === 3 ? 2 : 0) : (bits & 3) << shift;

/** All example bundles of both example files. */
export function measuredExamples(): Entry[] {
  return EXAMPLES.flatMap((name, k) => {
    const lines = readFileSync(new URL(`reference/${name}`, SHARED), "utf8").trimEnd().split("\n");
    return lines.slice(1).map((line): Entry => {
      const [hex = "", first = "", second = ""] = line.split("\t");
      const accepting = k === 0
        ? Number(first === "valid")
        : (first === "valid" ? 4 : 0) | (second === "valid" ? 8 : 0);
      return { text: Buffer.from(hex, "hex"), known: k === 0 ? 1 : 12, accepting, kind: name };
    });
  });
}
