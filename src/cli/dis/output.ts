/** How `dis` shows lines: as a listing for people or as JSON for programs. */
import type { Line } from "../../disassembler/disassembler.ts";
import { bundlePlace } from "../../disassembler/listing.ts";
import type { SymbolNames } from "../../disassembler/symbols.ts";

/** What is known about the whole listing when a line is shown. */
export interface Surroundings {
  readonly names: SymbolNames;
  /** Addresses that some direct branch of the listing goes to. */
  readonly targets: Set<number>;
}

const HEX_PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

function hexBytes(bytes: Uint8Array, offset: number, length: number, between: string): string {
  let text = "";
  for (let i = 0; i < length; i++) {
    if (i > 0) text += between;
    text += HEX_PAIRS[bytes[offset + i] ?? 0] ?? "";
  }
  return text;
}

const ADDRESS_WIDTH = 8;
/** Room for ten bytes; longer instructions push their text to the right. */
const BYTES_WIDTH = 30;

function note(kind: string, address: number, names: SymbolNames): string {
  if (address < 0) return "";
  const name = names.near(address);
  return `  # ${kind}0x${address.toString(16)}${name === "" ? "" : ` <${name}>`}`;
}

/** Bundle column: `=` begins a bundle, `!` crosses a border. Target column: `>`. */
function marks(line: Line, targets: ReadonlySet<number>): string {
  const place = bundlePlace(line);
  const bundle = place === "start" ? "=" : place === "crosses" ? "!" : " ";
  return bundle + (targets.has(line.address) ? ">" : " ");
}

/** One line of a listing, with labels before it, line ends included. */
export function listingText(
  line: Line, bytes: Uint8Array, offset: number, around: Surroundings,
): string {
  const labels = around.names.at(line.address).map((name) => `\n<${name}>:\n`).join("");
  const address = line.address.toString(16).padStart(ADDRESS_WIDTH);
  const hex = hexBytes(bytes, offset, line.length, " ").padEnd(BYTES_WIDTH);
  const target = around.names.near(line.target) === "" ? "" : note("", line.target, around.names);
  const notes = target + note("", line.reference, around.names);
  return `${labels}${address}: ${marks(line, around.targets)} ${hex} ${line.text}${notes}\n`;
}

/** Text as JSON; only data and foreign names need escapes. */
function quoted(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}

/**
 * One element of the JSON array: numbers are numbers, what does not apply is left out. Written by
 * hand because a large program has millions of them.
 */
export function lineJson(
  line: Line, bytes: Uint8Array, offset: number, around: Surroundings,
): string {
  const { names } = around;
  const { form, target, reference } = line;
  let json = `{"address":${line.address},"bytes":"${hexBytes(bytes, offset, line.length, "")}"`
    + `,"text":${quoted(line.text)},"form":${form === undefined ? "null" : `"${form.id}"`}`;
  const labels = names.at(line.address);
  if (labels.length > 0) json += `,"labels":${JSON.stringify(labels)}`;
  const place = bundlePlace(line);
  if (place !== "inside") json += `,"bundle":"${place}"`;
  if (around.targets.has(line.address)) json += ',"jumpTarget":true';
  if (target >= 0) json += `,"target":${target}${symbolJson("targetSymbol", target, names)}`;
  if (reference >= 0) {
    json += `,"reference":${reference}${symbolJson("referenceSymbol", reference, names)}`;
  }
  return `${json}}`;
}

function symbolJson(key: string, address: number, names: SymbolNames): string {
  const name = names.near(address);
  return name === "" ? "" : `,"${key}":${quoted(name)}`;
}
