/** Small module files for tests: a valid one, and ways to spoil it. */
import { EHDR, EHDR_BYTES, ELF_MAGIC, PHDR, PHDR_BYTES } from "../../spec/abi/elf.ts";
import { HLT } from "../../spec/abi/memory-map.ts";

export interface FixtureSegment {
  readonly type: number;
  readonly flags: number;
  readonly vaddr: bigint;
  readonly bytes: Uint8Array;
  readonly memsz?: bigint;
  readonly filesz?: bigint;
  readonly offset?: bigint;
}

export interface FixtureOptions {
  readonly entry?: bigint;
  readonly segments?: readonly FixtureSegment[];
  /** Changes the header after everything else. */
  readonly patch?: (view: DataView) => void;
}

export const TEXT: FixtureSegment = {
  type: 1, flags: 5, vaddr: 0x20000n, bytes: new Uint8Array(64).fill(HLT),
};
export const RODATA: FixtureSegment = {
  type: 1, flags: 4, vaddr: 0x30000n, bytes: Uint8Array.of(1, 2, 3, 4),
};
export const DATA: FixtureSegment = {
  type: 1, flags: 6, vaddr: 0x40000n, bytes: Uint8Array.of(5, 6, 7, 8), memsz: 0x1234n,
};

/** An ELF file with these segments, text only unless given. */
export function elfFile(options: FixtureOptions = {}): Uint8Array {
  const segments = options.segments ?? [TEXT];
  const headers = EHDR_BYTES + segments.length * PHDR_BYTES;
  const size = headers + segments.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  file.set(ELF_MAGIC);
  file.set([2, 1, 1, 123, 7], EHDR.class);
  view.setUint16(EHDR.type, 2, true);
  view.setUint16(EHDR.machine, 62, true);
  view.setUint32(EHDR.version, 1, true);
  view.setBigUint64(EHDR.entry, options.entry ?? 0x20000n, true);
  view.setBigUint64(EHDR.phoff, BigInt(EHDR_BYTES), true);
  view.setUint16(EHDR.phentsize, PHDR_BYTES, true);
  view.setUint16(EHDR.phnum, segments.length, true);
  let place = headers;
  for (const [index, segment] of segments.entries()) {
    const at = EHDR_BYTES + index * PHDR_BYTES;
    const { bytes } = segment;
    view.setUint32(at + PHDR.type, segment.type, true);
    view.setUint32(at + PHDR.flags, segment.flags, true);
    view.setBigUint64(at + PHDR.offset, segment.offset ?? BigInt(place), true);
    view.setBigUint64(at + PHDR.vaddr, segment.vaddr, true);
    view.setBigUint64(at + PHDR.filesz, segment.filesz ?? BigInt(bytes.length), true);
    view.setBigUint64(at + PHDR.memsz, segment.memsz ?? BigInt(bytes.length), true);
    file.set(bytes, place);
    place += bytes.length;
  }
  options.patch?.(view);
  return file;
}
