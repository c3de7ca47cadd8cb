/**
 * What is measured: our own programs, and the programs that lie beside the repository where they do.
 * Each with its input, its output and its native twin.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { GUESTS, GUESTS_FOLDER, guestModule, guestsAvailable } from "../conformance/guests/guests.ts";
import { CACHE } from "./bundled.ts";
import type { NativeBuild } from "./native.ts";
import { PROGRAMS, programFile, programSources } from "./programs/programs.ts";
import type { BenchProgram } from "./programs/programs.ts";

export interface Case {
  readonly name: string;
  /** The module's path. */
  readonly module: string;
  readonly stdin: string;
  /** SHA-1 of the output, native and sandboxed; undefined: all the same, whatever it is. */
  readonly sha1: string | undefined;
  /** Undefined where the sources are not at hand. */
  readonly native: NativeBuild | undefined;
}

/** The script takes native lua a third of a second; so often it is run. */
const LUA_ROUNDS = 4;

export function sha1Of(output: string | Uint8Array): string {
  return createHash("sha1").update(output).digest("hex");
}

/** Lua's interpreter without its compiler, from the Debian source package in the cache. */
function luaBuild(): NativeBuild | undefined {
  const folders = existsSync(CACHE) ? readdirSync(CACHE) : [];
  const found = folders.map((name) => join(CACHE, name, "src"))
    .find((folder) => existsSync(join(folder, "lvm.c")));
  if (found === undefined) return undefined;
  const sources = readdirSync(found).filter((name) => name.endsWith(".c") && name !== "luac.c");
  return {
    name: "lua", sources: sources.map((name) => join(found, name)),
    flags: ["-DLUA_COMPAT_5_3", "-Dlua_stdin_is_tty()=0"],
  };
}

function luaCase(): Case {
  const script = readFileSync(join(GUESTS_FOLDER, "bench.lua"), "utf8");
  const output = readFileSync(join(GUESTS_FOLDER, "lua.bench.out"), "utf8");
  return {
    name: "lua", module: guestModule("lua"), stdin: `for round = 1, ${LUA_ROUNDS} do\n${script}\nend\n`,
    sha1: sha1Of(output.repeat(LUA_ROUNDS)), native: luaBuild(),
  };
}

function guestCase(name: string, sha1: string): Case {
  const source = join(GUESTS_FOLDER, `${name}.c`);
  return {
    name, module: guestModule(name), stdin: "", sha1,
    native: existsSync(source) ? { name, sources: [source], flags: [] } : undefined,
  };
}

/** The computing programs that lie beside the repository; none where they do not. */
function guestCases(): Case[] {
  if (!guestsAvailable()) return [];
  const plain = GUESTS.filter(({ name, stdin }) => name !== "hello" && stdin === undefined);
  return [...plain.map(({ name, sha1 }) => guestCase(name, sha1)), luaCase()];
}

/** Our own program with its rounds divided by so many. */
function programCase({ name, rounds, checksum }: BenchProgram, divisor: number): Case {
  return {
    name, module: programFile(name, "nexe"), stdin: String(Math.ceil(rounds / divisor)),
    sha1: divisor === 1 ? sha1Of(`${checksum}\n`) : undefined,
    native: { name, sources: programSources(name), flags: [] },
  };
}

/** Everything that can be measured here; `divisor` makes our own programs shorter. */
export function allCases(divisor = 1): Case[] {
  return [...guestCases(), ...PROGRAMS.map((program) => programCase(program, divisor))];
}
