/**
 * How long it takes until a guest does something: a process of its own (start to first byte), and a
 * session inside a process that has run some. Medians; needs `npm run build`.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createToolchain, runProgram } from "../src/index.ts";

const ROOT = join(import.meta.dirname, "..");
const COMMAND = join(ROOT, "bin/zerovm.js");
const PROCESSES = 21;
const SESSIONS = 2000;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds from the start of a process to the first byte of its standard output. */
function firstByteMs(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.once("data", () => resolve(performance.now() - startMs));
    child.once("error", reject);
  });
}

async function processes(name: string, args: readonly string[]): Promise<void> {
  const times: number[] = [];
  for (let k = 0; k < PROCESSES; k += 1) times.push(await firstByteMs(args));
  process.stdout.write(`${name.padEnd(34)} ${median(times).toFixed(0)} ms to the first byte\n`);
}

async function sessions(name: string, path: string, count: number): Promise<void> {
  const module = readFileSync(path);
  const toolchain = createToolchain();
  const times: number[] = [];
  for (let k = 0; k < count; k += 1) {
    const startMs = performance.now();
    await runProgram(module, { toolchain });
    times.push(performance.now() - startMs);
  }
  const warm = times.slice(times.length >> 1);
  process.stdout.write(`${name.padEnd(34)} ${median(warm).toFixed(3)} ms a warm session\n`);
}

const hello = join(ROOT, "examples/hello.nexe");
const printf = join(ROOT, "../shared/nexe/hello.nexe");
await processes("node alone", ["-e", "process.stdout.write('x')"]);
await processes("hello (72 instructions)", [COMMAND, "run", hello]);
await sessions("hello (72 instructions)", hello, SESSIONS);
if (existsSync(printf)) {
  await processes("printf hello (863,213)", [COMMAND, "run", printf]);
  await sessions("printf hello (863,213)", printf, 100);
} else {
  process.stdout.write("printf hello: not available\n");
}
