/**
 * The guest's 4 GiB: where everything lies and what the trampoline page holds.
 * Source: ZeroVM 20130611, loader and session set-up. Guest addresses; the host sees them at BASE.
 */

/** Content of r15; visible to the guest in r15, rsp, rbp, return addresses and the memory etag. */
export const BASE = 0x440a_0000_0000n;
/** End of the guest's address space, one past the last guest address. */
export const SPACE_END = 0x1_0000_0000;

/** Granularity of the layout and of jail addresses. */
export const ALLOCATION_GRANULE = 0x1_0000;
/** Granularity of protection. */
export const PAGE = 0x1000;
/** Code is checked and entered in bundles of this many bytes. */
export const BUNDLE = 32;

/** Where every module's text must start. */
export const TEXT_START = 0x2_0000;
/** Bytes of HLT that must fit behind the text. */
export const HALT_SLED_BYTES = 32;
export const HLT = 0xf4;

export const STACK_BYTES = 0x100_0000;
export const STACK_START = SPACE_END - STACK_BYTES;

/** The dword here points to the user manifest; it is the last one below the stack. */
export const USER_MANIFEST_POINTER = STACK_START - 4;

/** A session needs more heap than this. */
export const HEAP_BYTES_MIN_EXCLUSIVE = 0x80_0000;
export const MEMORY_BYTES_MAX = SPACE_END;

/** The trampoline page: slots of 32 bytes with the same code, the last one all HLT. */
export const TRAMPOLINE_START = 0x1_0000;
export const TRAMPOLINE_END = TEXT_START;
export const TRAMPOLINE_SLOT_BYTES = BUNDLE;
export const TRAMPOLINE_SLOTS = 2047;
export const TRAMPOLINE_SLOTS_END = TRAMPOLINE_START + TRAMPOLINE_SLOTS * TRAMPOLINE_SLOT_BYTES;
/** Host address of the original's dispatch page, an operand in every slot. */
export const DISPATCH_PAGE = 0x5afe_ca11_0000n;
/** Where in a slot its `call` stands, and where that call would return to. */
export const TRAMPOLINE_CALL_OFFSET = 10;
export const TRAMPOLINE_RETURN_OFFSET = 12;

/** Bytes of one slot: `mov $DISPATCH_PAGE, %rax; call *%rax`, filled up with HLT. */
export function trampolineSlot(): Uint8Array {
  const slot = new Uint8Array(TRAMPOLINE_SLOT_BYTES).fill(HLT);
  slot.set([0x48, 0xb8]);
  new DataView(slot.buffer).setBigUint64(2, DISPATCH_PAGE, true);
  slot.set([0xff, 0xd0], TRAMPOLINE_CALL_OFFSET);
  return slot;
}

/** `value` rounded up to the layout's 64 KiB. */
export function roundUpToGranule(value: number): number {
  return Math.ceil(value / ALLOCATION_GRANULE) * ALLOCATION_GRANULE;
}
