/**
 * Builds the modules beside the C sources: `npm run bench:build`. With `--check` nothing is
 * written, and the exit code says whether the committed modules are what their sources give.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { SandboxCompiler } from "../../tools/sandbox-cc/build.ts";
import { PROGRAMS, programFile, programSources } from "./programs.ts";

function main(check: boolean): number {
  const compiler = new SandboxCompiler();
  let different = 0;
  for (const { name } of PROGRAMS) {
    const bytes = compiler.build(programSources(name));
    const path = programFile(name, "nexe");
    if (!check) writeFileSync(path, bytes);
    else if (!readFileSync(path).equals(bytes)) different += 1;
    process.stdout.write(`${name}.nexe ${bytes.length} bytes\n`);
  }
  return different === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exit(main(process.argv.includes("--check")));
