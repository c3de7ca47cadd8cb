/**
 * Real programs: which, what they read, what they must write. The modules lie outside of this
 * repository (`../shared/nexe`); without them everything here says "not available".
 */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Toolchain } from "../../src/index.ts";
import { runProgram, runSession } from "../../src/index.ts";
import { nodeHost } from "../../src/node.ts";

export const GUESTS_FOLDER = join(import.meta.dirname, "../../../shared/nexe");

export interface Guest {
  readonly name: string;
  /** File of the folder that is its standard input. */
  readonly stdin?: string;
  /** SHA-1 and length of its standard output, as the original ZeroVM ran it. */
  readonly sha1: string;
  readonly bytes: number;
}

export const GUESTS: readonly Guest[] = [
  { name: "hello", sha1: "f95c9275541136fa012f6789d3f217a9af862fe4", bytes: 243 },
  { name: "sha256", sha1: "6b167d74627b2b0ec9bee57cb598f07524f5dc63", bytes: 130 },
  { name: "nbody", sha1: "c5c0d5a307176517f607bf0c1f9489ed741e7a6c", bytes: 26 },
  { name: "fannkuch", sha1: "0056161bcbd5676256566542825541cbff955936", bytes: 28 },
  { name: "qsort", sha1: "196aded93ad60625c18054eb5a46f7fd4eeb8a6a", bytes: 15 },
  { name: "lua", stdin: "bench.lua", sha1: "1e6828da78af753ae026693d82a65889a6fa4e26", bytes: 112 },
];

export function guestModule(name: string): string {
  return join(GUESTS_FOLDER, `${name}.nexe`);
}

export function guestsAvailable(): boolean {
  return existsSync(guestModule("hello"));
}

/** What of a run is compared: all three numbers of a good run are the listed ones. */
export interface GuestRun {
  readonly code: number | undefined;
  readonly sha1: string;
  readonly bytes: number;
  readonly instructions: bigint;
}

function judged(code: number | undefined, output: Uint8Array, instructions: bigint): GuestRun {
  const sha1 = createHash("sha1").update(output).digest("hex");
  return { code, sha1, bytes: output.length, instructions };
}

function inputOf({ stdin }: Guest): Uint8Array {
  return stdin === undefined ? new Uint8Array(0) : readFileSync(join(GUESTS_FOLDER, stdin));
}

/** Runs a guest on streams in memory. */
export async function runGuestProgram(guest: Guest, toolchain: Toolchain): Promise<GuestRun> {
  const { exitCode, stdout, session } = await runProgram(readFileSync(guestModule(guest.name)), {
    toolchain, stdin: inputOf(guest),
  });
  return judged(exitCode, stdout, session.retired);
}

/** Runs a guest from a manifest over files. */
export async function runGuestSession(guest: Guest, toolchain: Toolchain): Promise<GuestRun> {
  const folder = mkdtempSync(join(tmpdir(), "zerovm-guest-"));
  try {
    writeFileSync(join(folder, "in"), inputOf(guest));
    const manifest = [
      `Program = ${guestModule(guest.name)}`, "Version = 20130611", "Timeout = 3600",
      "Memory = 536870912, 0",
      `Channel = ${folder}/in, /dev/stdin, 0, 0, 999999, 999999999, 0, 0`,
      `Channel = ${folder}/out, /dev/stdout, 0, 1, 0, 0, 999999, 999999999`,
      `Channel = ${folder}/err, /dev/stderr, 0, 0, 0, 0, 999999, 999999999`,
    ].join("\n");
    const result = await runSession(Buffer.from(manifest), nodeHost(), toolchain);
    const [stdout] = result.report.channelEtags;
    const run = judged(result.report.userCode, readFileSync(join(folder, "out")), result.retired);
    if (stdout?.digest !== run.sha1) {
      throw new Error(`the etag of ${guest.name} is not its output's`);
    }
    return run;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
