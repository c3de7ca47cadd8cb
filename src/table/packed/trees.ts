/**
 * Decision trees as text. Opcodes of one shape of instruction (`add`, `or`, `adc` ...) have the same
 * tree but for the forms at its leaves, so a leaf is written as its rank among the forms of the
 * opcode, and each distinct text stands once. A tree is read from its root down: `.` is nothing, a
 * digit is the selector of a node whose branches follow, any other sign is a leaf.
 */
import type { Form } from "../../../spec/isa/form.ts";
import { SLOT_COUNT, formsBySlot } from "../form-index.ts";
import type { SlotChains } from "../form-index.ts";
import { BRANCHES, LEAF } from "../lookup.ts";
import type { Lookup } from "../lookup.ts";
import { fromRuns, readNumbers, toRuns, writeNumbers } from "./columns.ts";

export interface PackedTrees {
  /** Distinct trees, with commas between them. */
  readonly texts: string;
  /** For each opcode that has forms, in order, which of them it has. */
  readonly uses: string;
}

/** Ranks are capital letters, then small ones, then what Latin has beyond ASCII. */
const CAPITALS = 65;
const SMALL = 97;
const OTHERS = 0xc0;

function signOf(rank: number): string {
  const first = rank < 26 ? CAPITALS : rank < 52 ? SMALL - 26 : OTHERS - 52;
  return String.fromCharCode(first + rank);
}

function rankOf(code: number): number {
  return code - (code < SMALL ? CAPITALS : code < OTHERS ? SMALL - 26 : OTHERS - 52);
}

/** Writes the trees; `forms` are those that the lookup was built for. */
export function packTrees({ roots, nodes }: Pick<Lookup, "roots" | "nodes">, forms: readonly Form[])
  : PackedTrees {
  const known = new Map<string, number>();
  const uses: number[] = [];
  formsBySlot(forms).forEach((there, slot) => {
    if (there === undefined) return;
    const write = (entry: number): string => {
      if (entry === 0) return ".";
      if (entry >= LEAF) return signOf(there.findIndex(({ number }) => number === entry - LEAF));
      const selector = nodes[entry] ?? 0;
      const branches = Array.from(nodes.subarray(entry + 1, entry + 1 + (BRANCHES[selector] ?? 0)));
      return `${selector}${branches.map(write).join("")}`;
    };
    const text = write(roots[slot] ?? 0);
    const use = known.get(text) ?? known.size;
    known.set(text, use);
    uses.push(use);
  });
  return { texts: [...known.keys()].join(","), uses: writeNumbers(toRuns(uses)) };
}

/** Reads them back. Nodes that several trees shared are copies now, which decide the same. */
export function unpackTrees(packed: PackedTrees, chains: SlotChains)
  : Pick<Lookup, "roots" | "nodes"> {
  const texts = packed.texts.split(",");
  const uses = fromRuns(readNumbers(packed.uses));
  const roots = new Uint16Array(SLOT_COUNT);
  // Node 0 is none: an entry of 0 leads nowhere.
  const words = new Uint16Array(LEAF);
  let end = 1;
  let text = "";
  let at = 0;
  let numbers: readonly number[] = [];
  const read = (): number => {
    const code = text.charCodeAt(at++);
    if (code === DOT) return 0;
    if (code >= CAPITALS) return LEAF + (numbers[rankOf(code)] ?? 0);
    const node = end;
    words[node] = code - ZERO;
    end += 1 + (BRANCHES[code - ZERO] ?? 0);
    for (let word = node + 1, behind = end; word < behind; word++) words[word] = read();
    return node;
  };
  let k = 0;
  for (let slot = 0; slot < SLOT_COUNT; slot++) {
    if (!chains.has(slot)) continue;
    text = texts[uses[k++] ?? 0] ?? "";
    at = 0;
    numbers = chains.numbersAt(slot);
    roots[slot] = read();
  }
  return { roots, nodes: words.slice(0, end) };
}

const DOT = 46;
const ZERO = 48;
