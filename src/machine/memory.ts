/**
 * Guest memory as every tier and every trap sees it: bytes at 64-bit addresses with permissions.
 * Implementations: `flat-memory.ts` (raw mode, sparse pages) and `windows.ts` (sessions).
 */

/** Permission bits of a page. */
export const READ = 1;
export const WRITE = 2;
export const EXECUTE = 4;

export interface GuestMemory {
  /** Absolute address of the first byte. */
  readonly base: bigint;
  /**
   * First address in `[address, address + bytes)` that lacks `permission`, or `undefined` when all
   * of it may be accessed. Addresses are absolute, 64 bits, taken modulo 2^64.
   */
  faultAddress(address: bigint, bytes: number, permission: number): bigint | undefined;
  /** True where the page exists at all: bit 0 of a page-fault error code. */
  isMapped(address: bigint): boolean;
  /** Little-endian integer of 1..16 bytes; the caller has checked the access. */
  load(address: bigint, bytes: number): bigint;
  store(address: bigint, bytes: number, value: bigint): void;
  /** Host access, permissions ignored; throws a defect when not mapped. */
  copyOut(address: bigint, bytes: number): Uint8Array;
  copyIn(address: bigint, bytes: Uint8Array): void;
  /**
   * For traps, which are many, the same without big integers. `offset` is an address relative to
   * the base; one that is negative or not below 2^32 is not mapped.
   */
  allows(offset: number, bytes: number, permission: number): boolean;
  /** 32 bits, unsigned. */
  load32(offset: number): number;
  /** As many words of 32 bits as there is room for. */
  loadWords(offset: number, into: Int32Array): void;
  storeWords(offset: number, words: Int32Array): void;
  /** Fills `into` with the bytes from `offset` on. */
  readInto(offset: number, into: Uint8Array): void;
  writeFrom(offset: number, bytes: Uint8Array): void;
  /** Up to `bytes` executable bytes at `address`; shorter where fetching them would fault. */
  fetch(address: bigint, bytes: number): Uint8Array;
}
