/**
 * What a session costs that runs a known program, in one process: `npm run bench:spawn`. Spawning a
 * large program up to its first trap, whole sessions one after another, and many alive at once. Medians;
 * the goals stand beside them. What a trap costs: `traps.ts`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { StreamSource } from "../src/channels/host.ts";
import { createToolchain, parseManifest, runProgram, runSession, MemoryHost } from "../src/index.ts";
import type { Tier, Toolchain } from "../src/index.ts";
import { sessionHost } from "./session-host.ts";
import { largeModule } from "./trap-modules.ts";

const EXAMPLES = join(import.meta.dirname, "../examples");
const TIERS: readonly Tier[] = ["auto", "translator", "interpreter", "oracle"];
const SESSIONS = 1000;
/** Every figure is the median of what fits into this time, warm-up included. */
const PART_MS = 2000;
const ALIVE = 1000;
const MEBIBYTE = 1 << 20;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function say(tier: Tier, what: string, figure: string, goal: string): void {
  process.stdout.write(`${tier.padEnd(12)} ${what.padEnd(44)} ${figure.padStart(12)}  (${goal})\n`);
}

const MANIFEST = parseManifest(Buffer.from([
  "Version = 20130611", "Program = /program", "Memory = 33554432, 0", "Timeout = 1000000",
  "Channel = /in, /dev/stdin, 0, 0, 9999999, 9999999, 0, 0",
  "Channel = /out, /dev/stdout, 0, 0, 0, 0, 9999999, 9999999",
  "Channel = /err, /dev/stderr, 0, 0, 0, 0, 9999999, 9999999",
].join("\n")));

/** Milliseconds from the start of a session to the first byte that the guest writes. */
async function spawnMs(program: Uint8Array, toolchain: Toolchain): Promise<number> {
  let firstMs = Number.NaN;
  const out: StreamSource = {
    kind: "stream", read: () => 0, close: () => undefined,
    write: () => {
      firstMs = performance.now();
    },
  };
  const files = new MemoryHost();
  files.put("/in", new Uint8Array(0));
  files.put("/out", out);
  const startMs = performance.now();
  const { failure } = await runSession(MANIFEST, sessionHost(program, files), toolchain);
  if (failure !== undefined) throw failure;
  return firstMs - startMs;
}

async function spawns(tier: Tier): Promise<void> {
  const toolchain = createToolchain(tier);
  const program = largeModule();
  const times: number[] = [];
  const untilMs = performance.now() + PART_MS;
  while (performance.now() < untilMs) times.push(await spawnMs(program, toolchain));
  say(tier, "warm spawn of 100 KB text to its first trap", `${median(times).toFixed(3)} ms`,
    "0.2 ms");
}

async function sessions(tier: Tier, name: string, path: string, count: number, goal: string)
  : Promise<void> {
  const toolchain = createToolchain(tier);
  const program = readFileSync(path);
  const times: number[] = [];
  const cpuMs: number[] = [];
  const untilMs = performance.now() + PART_MS;
  do {
    const before = process.cpuUsage();
    for (let k = 0; k < count; k += 1) {
      const startMs = performance.now();
      await runProgram(program, { toolchain });
      times.push(performance.now() - startMs);
    }
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1000 / count);
  } while (performance.now() < untilMs);
  say(tier, `session of ${name}`, `${median(times).toFixed(3)} ms`, goal);
  // Compiling and collecting garbage included, on every thread; others on the machine are not.
  say(tier, `the same, CPU time in ${count}`, `${median(cpuMs).toFixed(3)} ms`, goal);
}

/** Resident memory after everything unreachable is gone. */
function residentBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage.rss();
}

/** Sessions that have run up to a read which nobody answers yet. */
async function alive(tier: Tier): Promise<void> {
  const toolchain = createToolchain(tier);
  const program = readFileSync(join(EXAMPLES, "copy.nexe"));
  const waiting: (() => void)[] = [];
  const ends: Promise<unknown>[] = [];
  const open = async (count: number): Promise<void> => {
    for (let k = 0; k < count; k += 1) {
      const files = new MemoryHost();
      files.put("/in", {
        kind: "stream", close: () => undefined, write: () => undefined,
        read: () => new Promise<number>((resolve) => waiting.push(() => resolve(0))),
      });
      ends.push(runSession(MANIFEST, sessionHost(program, files), toolchain));
      // Whatever a session waits for on its way is done within one turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await open(1);
  const before = residentBytes();
  await open(ALIVE);
  const bytes = residentBytes() - before;
  if (waiting.length !== ALIVE + 1) throw new Error(`only ${waiting.length} sessions wait`);
  for (const answer of waiting) answer();
  await Promise.all(ends);
  say(tier, `${ALIVE} sessions alive at once, resident`, `${(bytes / MEBIBYTE).toFixed(0)} MiB`,
    "256 MB");
}

const PARTS: Readonly<Record<string, (tier: Tier) => Promise<void>>> = {
  spawn: spawns,
  session: (tier) => sessions(tier, "hello", join(EXAMPLES, "hello.nexe"), SESSIONS, "0.2 ms"),
  alive,
};

/** `npm run bench:spawn [TIER [PART]]`. */
const [onlyTier, onlyPart] = process.argv.slice(2);
for (const tier of TIERS.filter((name) => onlyTier === undefined || name === onlyTier)) {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (onlyPart === undefined || name === onlyPart) await measure(tier);
  }
}
