/** The same C natively compiled: what every speed is compared with. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./bundled.ts";

export interface NativeBuild {
  readonly name: string;
  readonly sources: readonly string[];
  /** More flags than `gcc -O2 -static`. */
  readonly flags: readonly string[];
}

/** Compiles with `gcc -O2`; undefined where there is no source or no gcc that could. */
export function buildNative({ name, sources, flags }: NativeBuild): string | undefined {
  const folder = join(CACHE, "native");
  mkdirSync(folder, { recursive: true });
  const program = join(folder, name);
  const { status } = spawnSync(
    "gcc", ["-O2", "-static", ...flags, "-o", program, ...sources, "-lm"]);
  return status === 0 ? program : undefined;
}

export interface TimedRun {
  /** User seconds, in thousandths. */
  readonly userSeconds: number;
  readonly output: string;
}

/** Runs a command with a file as its standard input, and times it as the shell does. */
export function timedRun(command: readonly string[], stdin: string): TimedRun {
  const script = 'TIMEFORMAT="user %3U"; input="$1"; shift; time "$@" < "$input"';
  const { stdout, stderr } = spawnSync("bash", ["-c", script, "bash", stdin, ...command],
    { encoding: "utf8" });
  const userSeconds = Number(/^user (\d+\.\d+)$/m.exec(stderr)?.[1]);
  if (!(userSeconds > 0)) throw new Error(`${command.join(" ")} could not be timed: ${stderr}`);
  return { userSeconds, output: stdout };
}

function versionOf(command: string): string | undefined {
  try {
    return execFileSync(command, ["--version"], { encoding: "utf8" }).split("\n")[0];
  } catch {
    return undefined;
  }
}

/** For the head of the table. */
export function compilerVersion(): string {
  return versionOf("gcc") ?? "no gcc";
}

export const QEMU = "qemu-x86_64";

/** qemu's emulation of one program, where its Debian package `qemu-user` is installed. */
export function qemuVersion(): string | undefined {
  return versionOf(QEMU);
}
