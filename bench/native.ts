/** The C sources of the real programs, compiled natively: what every speed is compared with. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GUESTS_FOLDER } from "../conformance/guests/guests.ts";

/** Compiles `NAME.c` with `gcc -O2`; undefined where there is no source or no gcc. */
export function buildNative(name: string): string | undefined {
  const source = join(GUESTS_FOLDER, `${name}.c`);
  if (!existsSync(source)) return undefined;
  const program = join(mkdtempSync(join(tmpdir(), "zerovm-native-")), name);
  const { status } = spawnSync("gcc", ["-O2", "-o", program, source, "-lm"]);
  return status === 0 ? program : undefined;
}

/** User seconds of one run, as the shell's own clock has them (hundredths at best). */
export function nativeSeconds(program: string): number {
  const script = 'TIMEFORMAT=%U; time "$0" > /dev/null';
  const { stderr } = spawnSync("bash", ["-c", script, program], { encoding: "utf8" });
  const seconds = Number(stderr.trim());
  if (!(seconds > 0)) throw new Error(`${program} could not be timed: ${stderr}`);
  return seconds;
}

/** For the head of the table. */
export function compilerVersion(): string {
  try {
    return execFileSync("gcc", ["--version"], { encoding: "utf8" }).split("\n")[0] ?? "";
  } catch {
    return "no gcc";
  }
}
