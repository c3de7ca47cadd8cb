/** `zerovm translate`: what the translator makes of a program, to look at and to keep. */
import { readFileSync, writeFileSync } from "node:fs";
import { printProgram } from "../../../spec/ir/print.ts";
import { ENOENT } from "../../../spec/abi/errno.ts";
import { Failure } from "../../../spec/abi/failure.ts";
import { TEXT_START } from "../../../spec/abi/memory-map.ts";
import { EXIT_DEFECT, EXIT_REFUSED, STATE_VALIDATION_FAILED } from "../../../spec/abi/report.ts";
import { ZEROVM } from "../../../spec/nacl/profiles.ts";
import { createDecoder } from "../../decoder/decode.ts";
import { Disassembler } from "../../disassembler/disassembler.ts";
import { HostError } from "../../channels/host.ts";
import { attempt } from "../../host/node-error.ts";
import { translatorVersion } from "../../host/unit-folder.ts";
import { completeSet } from "../../session/complete-set.ts";
import { visibleFeatures } from "../../session/core-toolchain.ts";
import { layOutMemory, machineImage } from "../../session/memory-layout.ts";
import { Program } from "../../session/program-cache.ts";
import { createToolchain } from "../../session/toolchain.ts";
import type { MachineImage } from "../../machine/engine.ts";
import { meaningForm } from "../../oracle/programs.ts";
import { namedTable } from "../../table/named.ts";
import { TranslatorEngine } from "../../translator/engine.ts";
import { inspectUnit } from "../../translator/inspect.ts";
import type { InspectedUnit } from "../../translator/inspect.ts";
import { translateWhole } from "../../translator/whole-text.ts";
import { wasmHost } from "../../wasm/host.ts";
import { UsageError, parseArguments } from "../arguments.ts";
import { EXIT_USAGE } from "../exit-codes.ts";
import type { Console, Verb } from "../verb.ts";

const EXIT_DONE = 0;
const EXIT_NOTHING = 1;

const HELP = `Usage: zerovm translate PROGRAM.nexe --at ADDRESS
       zerovm translate PROGRAM.nexe -o FILE.wasm

Shows what the translator makes of validated code, or writes all of it as one WebAssembly module.

Options
  --at ADDRESS       the unit that begins there: each instruction with its meaning as it is
                     translated, the WebAssembly text, and counts. Guest addresses as zerovm dis
                     prints them (0x20000), "entry" for where the program begins
  -o, --output FILE  every unit of the text as one module, which "zerovm run PROGRAM --units FILE"
                     runs from; the interface is described in docs/translation.md
  --help             this text

Exit codes
    0  done
    1  nothing that can be translated begins at that address
    2  a file cannot be opened
    8  the program is not a module, or not safe to run
   22  wrong usage
`;

interface Request {
  readonly program: string;
  readonly at: string | undefined;
  readonly output: string | undefined;
}

function parseRequest(args: readonly string[]): Request {
  const { values, operands: [program, ...more] } = parseArguments(
    args, ["at", "output"], [], { output: "o" });
  if (program === undefined || more.length > 0) throw new UsageError("name one program");
  const { at, output } = values;
  if ((at === undefined) === (output === undefined)) {
    throw new UsageError("say what is wanted: --at ADDRESS or -o FILE");
  }
  return { program, at, output };
}

function parseAddress(text: string, entry: number): number {
  if (text === "entry") return entry;
  if (!/^(0x)?[0-9a-f]+$/i.test(text)) throw new UsageError(`--at takes an address, not "${text}"`);
  return Number.parseInt(text.replace(/^0x/i, ""), 16);
}

/** Reads a file; what goes wrong is a `Failure`. */
function read(path: string): Uint8Array {
  try {
    return attempt(() => readFileSync(path));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new Failure("refused", ENOENT, `cannot open ${path}`, error.message);
  }
}

interface Translatable {
  readonly engine: TranslatorEngine;
  readonly image: MachineImage;
  readonly entry: number;
}

/** Memory of a run that does not say otherwise. */
const MEMORY_BYTES = 512n << 20n;

/** Loads and judges a program as a session does. Throws a `Failure`. */
function load(path: string): Translatable {
  const host = wasmHost();
  if (host === undefined) throw new Failure("defect", EXIT_DEFECT, "this host has no WebAssembly");
  const engine = new TranslatorEngine(host, completeSet(visibleFeatures(ZEROVM)));
  const { validator } = createToolchain("oracle");
  const program = new Program(read(path));
  const { module } = program;
  const { isSafe, touchesMxcsr } = program.verdict(validator);
  if (!isSafe) {
    throw new Failure("refused", EXIT_REFUSED, STATE_VALIDATION_FAILED,
      validator.complaint(module.text, TEXT_START));
  }
  const layout = layOutMemory(module, MEMORY_BYTES, []);
  return { engine, image: machineImage(layout, touchesMxcsr, false), entry: module.entry };
}

/** Text of single instructions, addresses without the base. */
function disassemblerOf(unit: InspectedUnit): (pc: number) => string {
  const table = namedTable();
  const disassembler = new Disassembler(table.forms, createDecoder(table), { syntax: "att" });
  const bytes = new Map(unit.instructions.map((one) => [one.pc, one.bytes]));
  return (pc) => {
    const code = bytes.get(pc) ?? new Uint8Array();
    const { text } = disassembler.line(code, 0, code.length, pc);
    const hex = [...code].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    return `${pc.toString(16)}:  ${hex}  ${text.trimEnd()}`;
  };
}

/** Everything about one unit as lines of text. */
export function unitText(inspected: InspectedUnit): string {
  const line = disassemblerOf(inspected);
  const { unit, instructions, exits, codeBytes } = inspected;
  const meanings = instructions.flatMap((one) => [
    line(one.pc), ...printProgram(meaningForm(one.form), one.specialized).map((text) => `    ${text}`),
  ]);
  const bytes = instructions.reduce((sum, one) => sum + one.bytes.length, 0);
  const ratio = (codeBytes / bytes).toFixed(1);
  return [
    "Meaning", "", ...meanings, "", "WebAssembly", "", ...inspected.text(line), "",
    `${unit.size} instructions in ${unit.blocks.length} blocks, ${bytes} bytes; ${exits} places to leave`,
    `${codeBytes} bytes of WebAssembly, ${ratio} for each byte of code`,
  ].map((text) => `${text}\n`).join("");
}

async function show({ engine, image, entry }: Translatable, at: string, console: Console)
  : Promise<number> {
  const address = parseAddress(at, entry);
  const source = engine.unitsOf(image)?.units.source;
  const inside = source !== undefined && address >= source.text.start && address < source.text.end;
  const unit = inside ? inspectUnit(source, address) : undefined;
  if (unit === undefined) {
    await console.err(`zerovm translate: nothing that can be translated begins at `
      + `0x${address.toString(16)}; zerovm dis shows what is there\n`);
    return EXIT_NOTHING;
  }
  await console.out(unitText(unit));
  return EXIT_DONE;
}

async function write(
  { engine, image, entry }: Translatable, output: string, console: Console,
): Promise<number> {
  const whole = translateWhole(engine, image, entry, translatorVersion());
  if (whole === undefined) {
    await console.err("zerovm translate: there is nothing in this program to translate\n");
    return EXIT_NOTHING;
  }
  try {
    attempt(() => writeFileSync(output, whole.file));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new Failure("refused", ENOENT, `cannot write ${output}`, error.message);
  }
  const { units, instructions } = whole.count;
  await console.out(`${output}: ${units} units, ${instructions} instructions, `
    + `${whole.file.length} bytes\n`);
  return EXIT_DONE;
}

async function run(args: readonly string[], console: Console): Promise<number> {
  try {
    const { program, at, output } = parseRequest(args);
    const loaded = load(program);
    if (at !== undefined) return await show(loaded, at, console);
    return await write(loaded, output ?? "", console);
  } catch (error) {
    if (error instanceof UsageError) {
      await console.err(`zerovm translate: ${error.message} (see zerovm translate --help)\n`);
      return EXIT_USAGE;
    }
    if (!(error instanceof Failure)) throw error;
    await console.err(`zerovm: ${error.message}\n`);
    return error.code;
  }
}

export const TRANSLATE_VERB: Verb = {
  name: "translate",
  summary: "show or write what the translator makes of a program",
  help: HELP,
  run,
};
