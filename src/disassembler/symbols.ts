/** Names for addresses: `main`, `main+0x10`. */
import type { ElfSymbol } from "./elf-image.ts";
import type { Border } from "./listing.ts";

export class SymbolNames {
  readonly #symbols: readonly ElfSymbol[];

  /** @param symbols sorted by address */
  constructor(symbols: readonly ElfSymbol[]) {
    this.#symbols = symbols;
  }

  /** Index of the last symbol at or below the address, or -1. */
  #below(address: number): number {
    let low = 0;
    let high = this.#symbols.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#symbols[middle]?.address ?? 0) <= address) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** All names that stand exactly at the address. */
  at(address: number): readonly string[] {
    const names: string[] = [];
    for (let i = this.#below(address); i >= 0; i--) {
      const symbol = this.#symbols[i];
      if (symbol === undefined || symbol.address !== address) break;
      names.unshift(symbol.name);
    }
    return names;
  }

  /** The nearest name at or below the address with its distance, or "" where there is none. */
  near(address: number): string {
    const symbol = this.#symbols[this.#below(address)];
    if (symbol === undefined || address >= symbol.limit) return "";
    const distance = address - symbol.address;
    return distance === 0 ? symbol.name : `${symbol.name}+0x${distance.toString(16)}`;
  }

  /** Where lines begin anew: at every symbol. Data is what only objects stand at. */
  borders(): readonly Border[] {
    const borders: Border[] = [];
    for (const { address, kind, code } of this.#symbols) {
      if (!code) continue;
      const last = borders.at(-1);
      if (last?.address !== address) borders.push({ address, data: kind === "object" });
      else if (kind === "function") borders[borders.length - 1] = { address, data: false };
      else if (kind === "object" && !this.#functionAt(address)) {
        borders[borders.length - 1] = { address, data: true };
      }
    }
    return borders;
  }

  #functionAt(address: number): boolean {
    for (let i = this.#below(address); this.#symbols[i]?.address === address; i--) {
      if (this.#symbols[i]?.kind === "function") return true;
    }
    return false;
  }
}
