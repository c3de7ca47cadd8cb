/** The battery's input: examples and recorded vectors of the repository. */
import { readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { BatteryInput } from "./battery.ts";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const VECTORS = new URL("../vectors/", import.meta.url);
/** Short enough for the oracle; and enough that code gets hot, for the others. */
const SHORT = 200_000;
const LONG = 30_000_000;

/** All of it; `step`: every so-many-th vector. */
export function batteryInput(step = 1): BatteryInput {
  const names = readdirSync(EXAMPLES).filter((name) => name.endsWith(".nexe")).sort();
  const programs = [SHORT, LONG].flatMap((limit) => names.map((name) => ({
    name, limit, module: readFileSync(new URL(name, EXAMPLES)).toString("base64"),
    stdin: "a line\n".repeat(1000), without: limit === SHORT ? [] : ["oracle" as const],
  })));
  const vectors = readdirSync(VECTORS).filter((name) => name.endsWith(".gz")).sort()
    .map((name) => ({
      name, step, text: gunzipSync(readFileSync(new URL(name, VECTORS))).toString("utf8"),
    }));
  return { tiers: ["oracle", "interpreter", "translator", "auto"], programs, vectors };
}
