/** One run of one program, measured where it runs: for the benches that give each a process. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { runProgram } from "../src/index.ts";
import type { Toolchain } from "../src/index.ts";

export interface MeasuredRun {
  /** CPU of the run alone: from bytes to bytes, the host's compiler threads included. */
  readonly cpuSeconds: number;
  /** CPU of the whole process, from its start. */
  readonly processSeconds: number;
  readonly instructions: number;
  readonly exitCode: number | undefined;
  readonly sha1: string;
}

const MICROSECONDS = 1_000_000;

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROSECONDS;
}

/** Runs the program of a file on the input of another; `limit`: instructions after which it may end. */
export async function measuredRun(
  module: string, stdin: string, toolchain: Toolchain, limit?: bigint,
): Promise<MeasuredRun> {
  const [code, input] = [readFileSync(module), readFileSync(stdin)];
  const before = cpuSeconds();
  const { exitCode, stdout, session } = await runProgram(code, {
    toolchain, stdin: input, ...(limit === undefined ? {} : { instructionLimit: limit }),
  });
  const after = cpuSeconds();
  return {
    cpuSeconds: after - before, processSeconds: after,
    instructions: Number(session.retired), exitCode,
    sha1: createHash("sha1").update(stdout).digest("hex"),
  };
}
