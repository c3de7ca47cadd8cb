/**
 * `npm start`: one of the examples in a real session, with everything that belongs to it: a
 * manifest, channels, the report, and what it cost.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createToolchain, formatReport, runSession } from "../src/index.ts";
import type { Phase } from "../src/index.ts";
import { nodeHost } from "../src/node.ts";

const PROGRAM = join(import.meta.dirname, "primes.nexe");

function manifestText(folder: string): string {
  return `\
Version = 20130611
Program = ${PROGRAM}
Memory = 67108864, 1
Timeout = 60
Channel = /dev/null, /dev/stdin, 0, 0, 1, 1, 0, 0
Channel = ${join(folder, "stdout")}, /dev/stdout, 0, 1, 0, 0, 10, 1000
Channel = ${join(folder, "stderr")}, /dev/stderr, 0, 0, 0, 0, 10, 1000
`;
}

function show(title: string, text: string): void {
  const lines = text.trimEnd().split("\n").map((line) => `  ${line}\n`).join("");
  process.stdout.write(`${title}\n${lines}\n`);
}

const folder = mkdtempSync(join(tmpdir(), "zerovm-start-"));
try {
  const startMs = performance.now();
  const manifest = manifestText(folder);
  show("Manifest: the program, its memory, and every file it can reach", manifest);
  const { engine, validator } = createToolchain();
  const beganMs: Partial<Record<Phase, number>> = {};
  const result = await runSession(Buffer.from(manifest), nodeHost(), {
    engine, validator,
    observer: {
      phase(phase) {
        beganMs[phase] = performance.now();
      },
    },
  });
  const guestMs = beganMs.guest ?? startMs;
  const seconds = ((beganMs.closing ?? guestMs) - guestMs) / 1000;
  const millions = Number(result.retired) / 1e6;
  show("Output of the program (its channel /dev/stdout)",
    readFileSync(join(folder, "stdout"), "utf8"));
  show("Report: validator, daemon, exit code, etags, accounting, state",
    formatReport(result.report));
  show("Summary", `\
${millions.toFixed(1)} million instructions in ${seconds.toFixed(2)} s: \
${(millions / seconds).toFixed(0)} MIPS in the ${engine.tier}
${(guestMs - startMs).toFixed(0)} ms from nothing to the first instruction
${((result.machine?.residentBytes ?? 0) / 1024).toFixed(0)} KiB of memory touched
trace hash ${result.trace.toString(16).padStart(16, "0")}: the same on every machine`);
  show("Next", `\
npx zerovm run examples/hello.nexe               a program without a manifest
npx zerovm run examples/fault.nexe               what a forbidden access looks like
npx zerovm run examples/endless.nexe --limit 1M  stopped after exactly a million instructions
npx zerovm dis examples/hello.nexe               its code
npx zerovm --help                                everything else`);
  process.exitCode = result.code;
} finally {
  rmSync(folder, { recursive: true });
}
