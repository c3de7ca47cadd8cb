/** Compares our sighting with an oracle's, aspect by aspect. */
import type { MemoryParts, Sighting } from "./oracles/oracle.ts";
import type { OwnSighting } from "./own-sighting.ts";

export type Aspect =
  | "valid" | "length" | "mnemonic" | "operands" | "memory" | "immediates" | "text";

function sameMemory(a: MemoryParts, b: MemoryParts, bits: number): boolean {
  return a.segment === b.segment && a.base === b.base && a.index === b.index
    && a.scale === b.scale && BigInt.asUintN(bits, a.disp) === BigInt.asUintN(bits, b.disp);
}

/** Text does not tell a base from an index that counts once: `[rax + 8]`. */
function asText(parts: MemoryParts): MemoryParts {
  const once = parts.base === "" && parts.scale === 1 && parts.index !== "";
  return once ? { ...parts, base: parts.index, index: "" } : parts;
}

function sameMemories(ours: OwnSighting, theirs: Sighting): boolean {
  return ours.memory.length === theirs.memory.length && ours.memory.every((parts, i) => {
    const other = theirs.memory[i];
    if (other === undefined) return false;
    const [a, b] = theirs.text === "" ? [parts, other] : [asText(parts), asText(other)];
    return sameMemory(a, b, ours.addressBits);
  });
}

function sameImmediates(ours: OwnSighting, theirs: Sighting): boolean {
  return ours.immediates.length === theirs.immediates.length
    && ours.immediates.every((value, i) => {
      const bits = ours.immediateBits[i] ?? 64;
      const other = theirs.immediates[i] ?? 0n;
      return BigInt.asUintN(bits, value) === BigInt.asUintN(bits, other);
    });
}

/** An oracle may call a form what we call it, mnemonic and number (`xsha512_alt`). */
function sameMnemonic(ours: OwnSighting, theirs: Sighting): boolean {
  return ours.mnemonic === theirs.mnemonic || ours.form?.id === theirs.mnemonic;
}

/** The aspects in which two sightings differ; an oracle that did not look differs in nothing. */
export function differences(ours: OwnSighting, theirs: Sighting | null): Aspect[] {
  if (theirs === null) return [];
  if (ours.valid !== theirs.valid) return ["valid"];
  if (!ours.valid) return [];
  const found: Aspect[] = [];
  if (ours.length !== theirs.length) found.push("length");
  if (!sameMnemonic(ours, theirs)) found.push("mnemonic");
  if (ours.operands !== theirs.operands) found.push("operands");
  if (!sameMemories(ours, theirs)) found.push("memory");
  if (!sameImmediates(ours, theirs)) found.push("immediates");
  return found;
}
