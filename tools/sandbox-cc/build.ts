/**
 * C to a sandboxed module with the gcc, as and ld of a Linux distribution. As a command:
 *
 *     npx tsx tools/sandbox-cc/build.ts -o PROGRAM.nexe FILE.c...
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EHDR, PHDR, PHDR_BYTES, PT_LOAD } from "../../spec/abi/elf.ts";
import { createDecoder } from "../../src/decoder/decode.ts";
import { Validator } from "../../src/index.ts";
import { completeTable } from "../../src/table/complete.ts";
import { mergeNops } from "./nops.ts";
import { rewrite } from "./rewrite.ts";

const HERE = import.meta.dirname;
const PF_X = 1;

/** Compilers whose output is the committed modules, byte for byte. */
export const COMMITTED_WITH = "gcc 12.2.0, binutils 2.40";

const FLAGS: readonly string[] = [
  "-O2", "-Wall", "-ffreestanding",
  // ILP32, and addresses computed in 32 bits: what the sandbox does with them anyway.
  "-mx32", "-maddress-mode=short",
  "-ffixed-r15", "-ffixed-r11", "-ffixed-rbp", "-fomit-frame-pointer",
  "-fno-pic", "-fno-pie", "-mlong-double-64",
  // The sandbox knows neither bt with registers nor string instructions as gcc places them.
  "-mtune-ctrl=^use_bt", "-mmemcpy-strategy=unrolled_loop:-1:noalign",
  "-mmemset-strategy=unrolled_loop:-1:noalign", "-fno-tree-loop-distribute-patterns",
  "-fcf-protection=none", "-fno-stack-protector", "-fno-asynchronous-unwind-tables",
  "-fno-unwind-tables", "-fno-exceptions", "-fno-ident",
  "-I", join(HERE, "include"),
];

function versionIn(command: string, pattern: RegExp): string | undefined {
  try {
    return pattern.exec(execFileSync(command, ["--version"], { encoding: "utf8" }))?.[1];
  } catch {
    return undefined;
  }
}

/** "gcc 12.2.0, binutils 2.40"; undefined where one of them cannot be called. */
export function compilerVersion(): string | undefined {
  const gcc = versionIn("gcc", /^gcc .* (\d+\.\d+\.\d+)/);
  const linker = versionIn("ld", /^GNU ld .* (\d+\.\d+)/);
  const assembler = versionIn("as", /^GNU assembler .* (\d+\.\d+)/);
  if (gcc === undefined || linker === undefined || assembler !== linker) return undefined;
  return `gcc ${gcc}, binutils ${linker}`;
}

/** The executable segment of a module, where it lies in the file. */
function textOf(module: Uint8Array): Uint8Array {
  const view = new DataView(module.buffer, module.byteOffset, module.byteLength);
  const table = Number(view.getBigUint64(EHDR.phoff, true));
  for (let k = 0; k < view.getUint16(EHDR.phnum, true); k += 1) {
    const at = table + k * PHDR_BYTES;
    const executable = (view.getUint32(at + PHDR.flags, true) & PF_X) !== 0;
    if (view.getUint32(at + PHDR.type, true) !== PT_LOAD || !executable) continue;
    const offset = Number(view.getBigUint64(at + PHDR.offset, true));
    return module.subarray(offset, offset + Number(view.getBigUint64(at + PHDR.filesz, true)));
  }
  throw new RangeError("the module has no text");
}

/** Makes modules; one for any number of them, because reading the instruction table takes a while. */
export class SandboxCompiler {
  readonly #validator = new Validator();
  readonly #decoder = createDecoder(completeTable());

  /**
   * Compiles C files and the runtime into one module that the sandbox accepts. Throws with the
   * compiler's, the rewriter's or the validator's message.
   */
  build(sources: readonly string[]): Uint8Array {
    const folder = mkdtempSync(join(tmpdir(), "zerovm-cc-"));
    try {
      const objects = [join(HERE, "runtime.c"), ...sources]
        .map((source, k) => compile(source, join(folder, String(k))));
      const path = join(folder, "module.nexe");
      execFileSync("ld", ["-m", "elf_x86_64", "-s", "-n", "--build-id=none", "-z", "noexecstack",
        "-z", "max-page-size=32", "-T", join(HERE, "module.ld"), "-o", path, ...objects]);
      const module = new Uint8Array(readFileSync(path));
      const text = textOf(module);
      mergeNops(text, this.#decoder);
      this.#check(text);
      return module;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  #check(text: Uint8Array): void {
    const [first] = this.#validator.judge(text).refusals;
    if (first === undefined) return;
    const place = `text + 0x${first.offset.toString(16)}`;
    throw new RangeError(`the validator refuses ${first.rule} at ${place}: ${first.detail}`);
  }
}

/** One C file to an object of sandboxed code; `stem` is where the files on the way lie. */
function compile(source: string, stem: string): string {
  const [compiled, sandboxed, object] = [`${stem}.gcc.s`, `${stem}.s`, `${stem}.o`] as const;
  execFileSync("gcc", [...FLAGS, "-S", "-o", compiled, source]);
  writeFileSync(sandboxed, rewrite(readFileSync(compiled, "utf8")));
  execFileSync("as", ["--64", "-o", object, sandboxed]);
  return object;
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true, options: { output: { type: "string", short: "o" } },
  });
  if (values.output === undefined || positionals.length === 0) {
    process.stderr.write("usage: tsx tools/sandbox-cc/build.ts -o PROGRAM.nexe FILE.c...\n");
    process.exit(2);
  }
  writeFileSync(values.output, new SandboxCompiler().build(positionals));
}
