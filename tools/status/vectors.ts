/** What recorded vectors say of each tier. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { TIERS } from "../../src/session/tiers.ts";
import type { Tier } from "../../src/session/tiers.ts";
import { createToolchain } from "../../src/session/toolchain.ts";
import { VectorRunner } from "../../src/vectors/run.ts";
import { enter, newTally } from "../../src/vectors/tally.ts";
import type { Tally } from "../../src/vectors/tally.ts";
import { parseVectorFile } from "../../src/vectors/vector-file.ts";

const SAMPLE = new URL("../../../shared/vectors/sample.jsonl.gz", import.meta.url);
const RECORDED = new URL("../../conformance/vectors/", import.meta.url);

/** Vector files and where they come from. */
export interface VectorSource {
  readonly name: string;
  readonly files: readonly URL[];
}

/** The large sample where it is present beside the project, else the vectors of the repository. */
export function vectorSource(): VectorSource {
  if (existsSync(SAMPLE)) return { name: "the recorded sample", files: [SAMPLE] };
  const names = readdirSync(RECORDED).filter((name) => name.endsWith(".jsonl.gz")).sort();
  return {
    name: "the vectors of `conformance/vectors`",
    files: names.map((name) => new URL(name, RECORDED)),
  };
}

/** Tiers of their own: `auto` chooses between them, `lockstep` compares them. */
export const STATUS_TIERS: readonly Tier[] =
  TIERS.filter((tier) => tier !== "auto" && tier !== "lockstep");

/** Runs all vectors of a source in a tier. */
export function tallyOf(source: VectorSource, tier: Tier): Tally {
  const tally = newTally();
  const { engine } = createToolchain(tier);
  for (const file of source.files) {
    const { header, cases } = parseVectorFile(gunzipSync(readFileSync(file)).toString("utf8"));
    const runner = new VectorRunner(engine, header);
    for (const one of cases) enter(tally, one, runner.run(one.vector));
  }
  return tally;
}
