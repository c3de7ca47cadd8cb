/**
 * GNU objdump as an oracle: one run over a raw binary file. objdump sweeps linearly, so samples
 * must follow one another without gaps; starts at which it did not stop are answered with null.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Oracle, Sighting } from "./oracle.ts";
import { notAnInstruction } from "./oracle.ts";
import { readAttOperands } from "./operand-text.ts";

export type ObjdumpSyntax = "att" | "intel";

/** One line of objdump: address, length and text without comments and symbols. */
export interface ObjdumpLine {
  readonly address: number;
  readonly length: number;
  readonly text: string;
}

const OUTPUT_LIMIT_BYTES = 1 << 30;
const PREFIX_WORDS = [
  "lock", "repz?", "repnz", "bnd", "notrack", "xacquire", "xrelease", "data16", "addr32", "[c-gs]s",
  "rex(?:\\.\\w+)?", "fwait",
];
const PREFIX = new RegExp(`^((?:${PREFIX_WORDS.join("|")}) )+(?=\\S)`);

/** `  401000:\tmov %eax,%ebx        # 0x10 <sym>` without what stands behind the operands. */
export function readObjdumpLines(output: string, end: number): ObjdumpLine[] {
  const found: { address: number; text: string }[] = [];
  for (const line of output.split("\n")) {
    const match = /^ *([0-9a-f]+):\t(.*)$/.exec(line);
    if (match === null) continue;
    const text = (match[2] ?? "").replace(/ +# 0x.*$/, "").replace(/ <[^>]*>$/, "").trimEnd();
    found.push({ address: Number.parseInt(match[1] ?? "", 16), text });
  }
  return found.map((line, i) => ({
    ...line,
    length: (found[i + 1]?.address ?? end) - line.address,
  }));
}

/** The version line of the installed objdump, or undefined where there is none. */
export function objdumpVersion(): string | undefined {
  const result = spawnSync("objdump", ["--version"], { encoding: "utf8" });
  return result.status === 0 ? result.stdout.split("\n")[0] : undefined;
}

/** Runs objdump over raw bytes at address 0. */
export function objdumpRaw(bytes: Uint8Array, syntax: ObjdumpSyntax): ObjdumpLine[] {
  const folder = mkdtempSync(join(tmpdir(), "zerovm-objdump-"));
  try {
    const file = join(folder, "bytes.bin");
    writeFileSync(file, bytes);
    const output = execFileSync(
      "objdump",
      ["-D", "-z", "--no-show-raw-insn", "-b", "binary", "-m", "i386:x86-64", "-M", syntax, file],
      { encoding: "latin1", maxBuffer: OUTPUT_LIMIT_BYTES },
    );
    return readObjdumpLines(output, bytes.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sighting(line: ObjdumpLine): Sighting {
  const bare = line.text.replace(PREFIX, "");
  if (bare.includes("(bad)") || bare.startsWith(".byte")) {
    return notAnInstruction(line.length, line.text);
  }
  const space = bare.indexOf(" ");
  const mnemonic = space < 0 ? bare : bare.slice(0, space);
  const operands = space < 0 ? "" : bare.slice(space).trim();
  const branch = /^(j|call|loop|xbegin)/.test(mnemonic);
  const parts = readAttOperands(operands, line.address + line.length, branch);
  return {
    valid: true,
    length: line.length,
    mnemonic: mnemonic.replace(/,p[nt]$/, ""),
    operands: parts.operands.join(","),
    memory: parts.memory,
    immediates: parts.immediates,
    text: line.text,
  };
}

/** The oracle, or undefined where objdump is not installed. */
export function openObjdump(): Oracle | undefined {
  const version = objdumpVersion();
  if (version === undefined) return undefined;
  return {
    name: "objdump",
    version,
    decode(bytes: Uint8Array, starts: readonly number[]): (Sighting | null)[] {
      const byAddress = new Map(objdumpRaw(bytes, "att").map((line) => [line.address, line]));
      return starts.map((start) => {
        const line = byAddress.get(start);
        return line === undefined ? null : sighting(line);
      });
    },
  };
}
