/**
 * What a session costs that runs a known program, in one process: `npm run bench:spawn`. Spawning a
 * large program up to its first trap, whole sessions one after another, many alive at once, and a
 * trap with its data at hand. Medians; the goals stand beside them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TRAP_FUNCTIONS } from "../spec/abi/traps.ts";
import type { StreamSource } from "../src/channels/host.ts";
import { createToolchain, parseManifest, runProgram, runSession, MemoryHost } from "../src/index.ts";
import type { SessionHost, Tier, Toolchain } from "../src/index.ts";
import { elfFile } from "../src/loader/elf-fixture.ts";
import { hostClock } from "../src/sdk/host-clock.ts";

const EXAMPLES = join(import.meta.dirname, "../examples");
const TIERS: readonly Tier[] = ["auto", "translator", "interpreter", "oracle"];
const SESSIONS = 1000;
/** Every figure is the median of what fits into this time, warm-up included. */
const PART_MS = 2000;
const ALIVE = 1000;
const MEBIBYTE = 1 << 20;
const [TEXT_AT, DATA_AT, BUFFER_AT] = [0x2_0000, 0x8_0000, 0x9_0000];

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function say(tier: Tier, what: string, figure: string, goal: string): void {
  process.stdout.write(`${tier.padEnd(12)} ${what.padEnd(44)} ${figure.padStart(12)}  (${goal})\n`);
}

/** 64-bit words, little-endian. */
function words(...values: readonly (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [k, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * k);
  return bytes;
}

/** One bundle: `mov edi, block`, nops, `call 0x10000`. */
function trap(at: number, block: number): Buffer {
  const bundle = Buffer.alloc(32, 0x90);
  bundle.writeUInt8(0xbf, 0);
  bundle.writeUInt32LE(block, 1);
  bundle.writeUInt8(0xe8, 27);
  bundle.writeInt32LE(0x1_0000 - (at + 32), 28);
  return bundle;
}

/** A module of this text with argument blocks as its data. */
function module(text: Uint8Array, ...blocks: readonly Buffer[]): Uint8Array {
  return elfFile({ segments: [
    { type: 1, flags: 5, vaddr: BigInt(TEXT_AT), bytes: text },
    { type: 1, flags: 6, vaddr: BigInt(DATA_AT), bytes: Buffer.concat(blocks), memsz: 0x2_0000n },
  ] });
}

const EXIT = words(TRAP_FUNCTIONS.exit.code, 0, 0, 0, 0, 0);

/** Writes one byte and exits, from a text of 100 KB. */
function largeModule(): Uint8Array {
  const filler = Buffer.from("01d88d4c1807480fafc24821f04401c8c1e803f20f58c1660fefd20f1f440000",
    "hex");
  const text = Buffer.concat([
    trap(TEXT_AT, DATA_AT), trap(TEXT_AT + 32, DATA_AT + 48),
    ...Array.from({ length: 100_000 / 32 }, () => filler),
  ]);
  return module(text, words(TRAP_FUNCTIONS.write.code, 0, 1, BUFFER_AT, 1, 0), EXIT);
}

/** Makes the same call so many times, 16 bytes each, and exits. */
function trapModule(name: "read" | "write", count: number): Uint8Array {
  const first = Buffer.alloc(32, 0x90);
  first.writeUInt8(0xbb, 0);
  first.writeUInt32LE(count, 1);
  const loop = Buffer.alloc(32, 0x90);
  // sub ebx, 1; jne to the bundle before.
  Buffer.from("83eb0175db", "hex").copy(loop);
  const text = Buffer.concat([first, trap(TEXT_AT + 32, DATA_AT), loop,
    trap(TEXT_AT + 96, DATA_AT + 48)]);
  const channel = name === "read" ? 0 : 1;
  return module(text, words(TRAP_FUNCTIONS[name].code, 0, channel, BUFFER_AT, 16, 0), EXIT);
}

const MANIFEST = parseManifest(Buffer.from([
  "Version = 20130611", "Program = /program", "Memory = 33554432, 0", "Timeout = 1000000",
  "Channel = /in, /dev/stdin, 0, 0, 9999999, 9999999, 0, 0",
  "Channel = /out, /dev/stdout, 0, 0, 0, 0, 9999999, 9999999",
  "Channel = /err, /dev/stderr, 0, 0, 0, 0, 9999999, 9999999",
].join("\n")));

function hostOf(program: Uint8Array, files: MemoryHost): SessionHost {
  return {
    classify: (path) => files.classify(path),
    openFile: (path, access) => files.openFile(path, access),
    openStream: (path) => files.openStream(path),
    readProgram: () => program,
    digests: () => ({ update: () => undefined, hex: () => "" }),
    clock: hostClock(),
    cpuSeconds: () => ({ system: 0, user: 0 }),
  };
}

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
  const { failure } = await runSession(MANIFEST, hostOf(program, files), toolchain);
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
      ends.push(runSession(MANIFEST, hostOf(program, files), toolchain));
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

async function traps(tier: Tier, name: "read" | "write"): Promise<void> {
  const toolchain = createToolchain(tier);
  const count = tier === "oracle" ? 500 : 20_000;
  const program = trapModule(name, count);
  const stdin = new Uint8Array(16 * count);
  const times: number[] = [];
  const untilMs = performance.now() + PART_MS;
  for (let round = 0; round < 5 || performance.now() < untilMs; round += 1) {
    const startMs = performance.now();
    const { exitCode, session } = await runProgram(program, { toolchain, stdin });
    if (exitCode !== 0) throw session.failure ?? new Error(`exit code ${exitCode}`);
    times.push((1000 * (performance.now() - startMs)) / count);
  }
  say(tier, `trap: ${name} of 16 bytes at hand`, `${median(times).toFixed(3)} us`, "0.2 us");
}

const PARTS: Readonly<Record<string, (tier: Tier) => Promise<void>>> = {
  spawn: spawns,
  session: (tier) => sessions(tier, "hello", join(EXAMPLES, "hello.nexe"), SESSIONS, "0.2 ms"),
  alive,
  read: (tier) => traps(tier, "read"),
  write: (tier) => traps(tier, "write"),
};

/** `npm run bench:spawn [TIER [PART]]`. */
const [onlyTier, onlyPart] = process.argv.slice(2);
for (const tier of TIERS.filter((name) => onlyTier === undefined || name === onlyTier)) {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (onlyPart === undefined || name === onlyPart) await measure(tier);
  }
}
