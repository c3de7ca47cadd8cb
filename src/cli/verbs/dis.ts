/** `zerovm dis`: machine code as text. */
import { parseArgs } from "node:util";
import { createDecoder } from "../../decoder/decode.ts";
import { Disassembler } from "../../disassembler/disassembler.ts";
import type { CodeRange, ElfSymbol } from "../../disassembler/elf-image.ts";
import { collectTargets, listLines } from "../../disassembler/listing.ts";
import type { Border } from "../../disassembler/listing.ts";
import type { Syntax } from "../../disassembler/rendering.ts";
import { SymbolNames } from "../../disassembler/symbols.ts";
import { Explainer } from "../../explain/explain.ts";
import { sourceFinder } from "../../explain/source.ts";
import { fullTable } from "../../table/full.ts";
import { namedTable } from "../../table/named.ts";
import { explanationJson, explanationText } from "../dis/explanation.ts";
import { InputError, readCode } from "../dis/input.ts";
import type { Code } from "../dis/input.ts";
import { lineJson, listingText } from "../dis/output.ts";
import type { Surroundings } from "../dis/output.ts";
import type { Console, Verb } from "../verb.ts";

const HELP = `Usage: zerovm dis FILE|- [options]

Disassembles x86-64 machine code: the code sections (or segments) of any 64-bit ELF file, or raw
bytes. The text is that of GNU objdump 2.40, lines behind bytes that are no instruction included.

Options
  --att           AT&T syntax, as objdump -M att (the default)
  --intel         Intel syntax, as objdump -M intel
  --json          one JSON array of {address, bytes, text, form, ...}
  --hex           the input is hexadecimal digits, for instance 48 89 e5
  --base ADDRESS  the input is raw code that begins at this address
  --explain ADDR  one instruction, every byte split into its bit fields
  --help          this text

Columns of the listing: address, marks, bytes, text, notes. Marks: = begins a 32-byte bundle,
! crosses a bundle border, > is the target of a direct branch of this listing.
AVX-512 (EVEX) instructions are recognised, skipped as a whole and shown as (evex).

Exit codes: 0 done, 1 the input cannot be used, 2 wrong usage.
`;

const OPTIONS = {
  att: { type: "boolean" }, intel: { type: "boolean" }, json: { type: "boolean" },
  hex: { type: "boolean" }, base: { type: "string" }, explain: { type: "string" },
  help: { type: "boolean" },
} as const;

const EXIT_DONE = 0;
const EXIT_INPUT = 1;
const EXIT_USAGE = 2;

/** Output goes out in pieces of about this many characters. */
const PIECE = 1 << 16;

interface Request {
  readonly file: string;
  readonly syntax: Syntax;
  readonly json: boolean;
  readonly hex: boolean;
  readonly base: number | undefined;
  readonly explain: number | undefined;
}

class UsageError extends Error {}

function readAddress(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const value = /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new UsageError(`--${option} ${text}: not an address such as 0x20000`);
}

/** Returns undefined where help was asked for. Throws UsageError. */
function readRequest(args: readonly string[]): Request | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError("which FILE? (- is standard input)");
  if (more.length > 0) throw new UsageError(`one FILE at a time, but there is also ${more[0]}`);
  if (values.att === true && values.intel === true) {
    throw new UsageError("--att and --intel exclude each other");
  }
  return {
    file,
    syntax: values.intel === true ? "intel" : "att",
    json: values.json === true,
    hex: values.hex === true,
    base: readAddress(values.base, "base"),
    explain: readAddress(values.explain, "explain"),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A range with what is known around it. */
interface Listed {
  readonly range: CodeRange;
  readonly around: Surroundings;
  readonly borders: readonly Border[];
}

/** Ranges of one address space share names and targets; those of object files have their own. */
function surroundings(code: Code, dis: Disassembler): Listed[] {
  const known = new Map<readonly ElfSymbol[], Omit<Listed, "range">>();
  return code.ranges.map((range) => {
    const names = new SymbolNames(range.symbols);
    const shared = known.get(range.symbols) ?? {
      around: { names, targets: new Set<number>() }, borders: names.borders(),
    };
    known.set(range.symbols, shared);
    const { borders, around } = shared;
    collectTargets(dis, range.bytes, range.address, borders, around.targets);
    return { range, ...shared };
  });
}

async function list(request: Request, code: Code, console: Console): Promise<void> {
  const table = namedTable();
  const dis = new Disassembler(table.forms, createDecoder(table), {
    syntax: request.syntax, bareTargets: code.named,
  });
  let piece = request.json ? "[" : "";
  let first = true;
  for (const { range, around, borders } of surroundings(code, dis)) {
    if (!request.json) piece += rangeHeading(range);
    for (const line of listLines(dis, range.bytes, range.address, borders)) {
      const offset = line.address - range.address;
      if (request.json) {
        piece += `${first ? "\n" : ",\n"}${lineJson(line, range.bytes, offset, around)}`;
      } else piece += listingText(line, range.bytes, offset, around);
      first = false;
      if (piece.length < PIECE) continue;
      await console.out(piece);
      piece = "";
    }
  }
  await console.out(request.json ? `${piece}\n]\n` : piece);
}

function rangeHeading(range: CodeRange): string {
  return `\n${range.name}: ${range.bytes.length} bytes at 0x${range.address.toString(16)}\n`;
}

async function explain(
  request: Request, address: number, code: Code, console: Console,
): Promise<void> {
  const range = code.ranges.find((candidate) =>
    address >= candidate.address && address < candidate.address + candidate.bytes.length);
  if (range === undefined) {
    const places = code.ranges.map(({ address: from, bytes }) =>
      `0x${from.toString(16)}..0x${(from + bytes.length).toString(16)}`);
    const where = `0x${address.toString(16)}`;
    throw new InputError(`no code at ${where}; there is code at ${places.join(", ")}`);
  }
  const table = namedTable();
  const decoder = createDecoder(table);
  const offset = address - range.address;
  const end = range.bytes.length;
  const [att, intel] = (["att", "intel"] as const).map((syntax) =>
    new Disassembler(table.forms, decoder, { syntax, bareTargets: code.named })
      .line(range.bytes, offset, end, address).text);
  const explainer = new Explainer(table.forms, decoder, sourceFinder(fullTable()));
  const explanation = explainer.explain(range.bytes, offset, end);
  await console.out(request.json
    ? `${explanationJson(explanation, address, att ?? "", intel ?? "")}\n`
    : explanationText(explanation, att ?? "", intel ?? ""));
}

async function run(args: readonly string[], console: Console): Promise<number> {
  try {
    const request = readRequest(args);
    if (request === undefined) {
      await console.out(HELP);
      return EXIT_DONE;
    }
    const code = await readCode(request.file, request.hex, request.base, console);
    if (request.explain === undefined) await list(request, code, console);
    else await explain(request, request.explain, code, console);
    return EXIT_DONE;
  } catch (error) {
    if (error instanceof UsageError) {
      await console.err(`zerovm dis: ${error.message}\nTry zerovm dis --help\n`);
      return EXIT_USAGE;
    }
    if (!(error instanceof InputError)) throw error;
    await console.err(`zerovm dis: ${error.message}\n`);
    return EXIT_INPUT;
  }
}

export const DIS_VERB: Verb = {
  name: "dis",
  summary: "disassemble an ELF file or raw bytes",
  help: HELP,
  run,
};
