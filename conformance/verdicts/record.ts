/** Makes `sample.bin.gz` out of the measured records: `npx tsx conformance/verdicts/record.ts`. */
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { writeEntries, type Entry } from "./entries.ts";
import { measuredExamples, measuredRecords } from "./measured.ts";

/** Records of one kind and one combination of verdicts that are kept. */
const PER_GROUP = 45;

/** The first few of every group, so that rare kinds and rare verdicts are all there. */
function selection(entries: readonly Entry[]): Entry[] {
  const taken = new Map<string, number>();
  return entries.filter(({ kind, accepting }) => {
    const group = `${kind} ${accepting}`;
    const count = taken.get(group) ?? 0;
    taken.set(group, count + 1);
    return count < PER_GROUP;
  });
}

const entries = [...selection(measuredRecords()), ...measuredExamples()];
const packed = gzipSync(writeEntries(entries), { level: 9 });
writeFileSync(new URL("sample.bin.gz", import.meta.url), packed);
console.log(`${entries.length} texts, ${packed.length} bytes`);
