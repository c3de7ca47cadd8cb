/**
 * The listing of `docs/translation.md`: one bundle as bytes, as instructions, as meanings, as
 * WebAssembly. `npm run generate` writes it into the page, a test compares.
 */
import { readFileSync } from "node:fs";
import { BASE, TEXT_START, TRAMPOLINE_SLOTS_END, TRAMPOLINE_START } from "../spec/abi/memory-map.ts";
import { unitText } from "../src/cli/verbs/translate.ts";
import { EXECUTE, READ, WRITE } from "../src/machine/memory.ts";
import { createToolchain } from "../src/session/toolchain.ts";
import { TranslatorEngine } from "../src/translator/engine.ts";
import { inspectUnit } from "../src/translator/inspect.ts";

export const PAGE = new URL("../docs/translation.md", import.meta.url);
const BUNDLE_BYTES = 32;
const HLT = 0xf4;

/** A loop that adds up an array, downwards, in one bundle. */
export const BUNDLE: readonly number[] = [
  0x83, 0xe9, 0x01, //             sub    $1,%ecx
  0x41, 0x03, 0x04, 0x8f, //       add    (%r15,%rcx,4),%eax
  0x85, 0xc9, //                   test   %ecx,%ecx
  0x75, 0xf5, //                   jne    the bundle's start
];

/** The bundle's bytes in hexadecimal, HLT behind the loop left out. */
function bytesLine(): string {
  return BUNDLE.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** Everything that stands between the markers of the page. */
export function translationListing(): string {
  const { engine, validator } = createToolchain("translator");
  if (!(engine instanceof TranslatorEngine)) throw new Error("this host has no WebAssembly");
  const text = new Uint8Array(0x1_0000).fill(HLT);
  text.set(BUNDLE);
  if (!validator.accepts(text.subarray(0, BUNDLE_BYTES))) throw new Error("the bundle is refused");
  const source = engine.unitsOf({
    base: BASE, stickyFlags: false,
    trapSlots: { start: TRAMPOLINE_START, end: TRAMPOLINE_SLOTS_END },
    regions: [
      { name: "text", start: TRAMPOLINE_START, end: TEXT_START + 0x1_0000, permission: READ | EXECUTE },
      { name: "heap", start: 0x10_0000, end: 0x20_0000, permission: READ | WRITE },
    ],
    contents: [{ address: TEXT_START, bytes: text }],
  })?.units.source;
  // One round of its loop: the next ones look the same.
  const unit = source === undefined ? undefined
    : inspectUnit({ ...source, limits: { ...source.limits, rounds: 1 } }, TEXT_START);
  if (unit === undefined) throw new Error("the bundle has no unit");
  return `Bytes\n\n${bytesLine()}\n\n${unitText(unit)}`;
}

const MARKED = /(<!-- listing -->\n```\n)[\s\S]*?(```\n<!-- \/listing -->)/;

/** The page with its listing as it is now. Throws where the markers are gone. */
export function translationPage(): string {
  const page = readFileSync(PAGE, "utf8");
  if (!MARKED.test(page)) throw new Error("docs/translation.md has lost the markers of its listing");
  return page.replace(MARKED, (_, before: string, after: string) =>
    `${before}${translationListing()}${after}`);
}
