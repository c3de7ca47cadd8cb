/** `npm run isa-json`: the instruction table and its schema in `dist/isa`. */
import { join } from "node:path";
import { writeIsaFiles } from "./isa-files.ts";

const count = writeIsaFiles(join(import.meta.dirname, "../dist/isa"));
process.stdout.write(`dist/isa/zerovm-isa.json: ${count} forms\n`);
