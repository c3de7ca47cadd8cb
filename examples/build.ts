/**
 * Assembles the examples with GNU as and ld: `npm run examples:build`. With `--check` nothing is
 * written, and the exit code says whether the committed modules are what their sources give.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HERE = import.meta.dirname;

/** Every example; NAME.s beside NAME.nexe. */
export const EXAMPLES = ["copy", "endless", "fault", "hello", "primes"] as const;

/** The linker that the committed modules were made with; others may write other headers. */
export const COMMITTED_WITH = "2.40";

/** Version of GNU ld, undefined where GNU as and ld for x86-64 cannot be called. */
export function linkerVersion(): string | undefined {
  try {
    execFileSync("as", ["--64", "--version"], { stdio: "pipe" });
    const text = execFileSync("ld", ["-m", "elf_x86_64", "--version"], { encoding: "utf8" });
    return /^GNU ld .* (\d+\.\d+)/.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

/** The module that a source gives. Throws with the assembler's message when it gives none. */
export function assemble(name: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "zerovm-example-"));
  try {
    const object = join(folder, "module.o");
    const module = join(folder, "module.nexe");
    execFileSync("as", ["--64", "-I", HERE, "-o", object, join(HERE, `${name}.s`)]);
    execFileSync("ld", ["-m", "elf_x86_64", "-s", "-n", "--build-id=none", "--no-warn-rwx-segments",
      "-z", "noexecstack", "-z", "max-page-size=32", "-T", join(HERE, "module.ld"), "-o", module,
      object]);
    return readFileSync(module);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function main(check: boolean): number {
  let different = 0;
  for (const name of EXAMPLES) {
    const path = join(HERE, `${name}.nexe`);
    const bytes = assemble(name);
    if (!check) {
      writeFileSync(path, bytes);
    } else if (!readFileSync(path).equals(bytes)) {
      different += 1;
    }
    process.stdout.write(`${name}.nexe ${bytes.length} bytes\n`);
  }
  return different === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exit(main(process.argv.includes("--check")));
