/** Texts as GNU objdump 2.40 prints them: what the rules and the exceptions are about. */
import { describe, expect, it } from "vitest";
import { createPrng } from "../../conformance/prng.ts";
import { BYTE_KINDS, randomBytes } from "../../conformance/random-bytes.ts";
import { createDecoder } from "../decoder/decode.ts";
import { namedTable } from "../table/named.ts";
import { Disassembler } from "./disassembler.ts";
import { listLines } from "./listing.ts";

const table = namedTable();
const decoder = createDecoder(table);
const att = new Disassembler(table.forms, decoder, { syntax: "att" });
const intel = new Disassembler(table.forms, decoder, { syntax: "intel" });

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** All lines of the bytes at address 0, with bars between. */
function lines(disassembler: Disassembler, hex: string): string {
  return [...listLines(disassembler, bytesOf(hex), 0, [])].map(({ text }) => text).join(" | ");
}

/** Bytes, AT&T, Intel. Recorded from objdump 2.40. */
const CASES: readonly (readonly [string, string, string])[] = [
  // Suffixes stand where no register gives the width.
  ["4889e5", "mov    %rsp,%rbp", "mov    rbp,rsp"],
  ["c70001000000", "movl   $0x1,(%rax)", "mov    DWORD PTR [rax],0x1"],
  ["48c7c0ffffffff", "mov    $0xffffffffffffffff,%rax", "mov    rax,0xffffffffffffffff"],
  ["f20f38f000", "crc32b (%rax),%eax", "crc32  eax,BYTE PTR [rax]"],
  ["f2480f2a00", "cvtsi2sdq (%rax),%xmm0", "cvtsi2sd xmm0,QWORD PTR [rax]"],
  ["c5fde600", "vcvttpd2dqy (%rax),%xmm0", "vcvttpd2dq xmm0,YMMWORD PTR [rax]"],
  ["df28", "fildll (%rax)", "fild   QWORD PTR [rax]"],
  // Other names.
  ["4898", "cltq", "cdqe"],
  ["0fb600", "movzbl (%rax),%eax", "movzx  eax,BYTE PTR [rax]"],
  ["4863c0", "movslq %eax,%rax", "movsxd rax,eax"],
  ["dce8", "fsubr  %st,%st(0)", "fsub   st(0),st"],
  ["66ad", "lods   %ds:(%rsi),%ax", "lods   ax,WORD PTR ds:[rsi]"],
  ["0fc2c000", "cmpeqps %xmm0,%xmm0", "cmpeqps xmm0,xmm0"],
  ["0fc2c009", "cmpps  $0x9,%xmm0,%xmm0", "cmpps  xmm0,xmm0,0x9"],
  ["d1e0", "shl    %eax", "shl    eax,1"],
  ["48b80102030405060708", "movabs $0x807060504030201,%rax", "movabs rax,0x807060504030201"],
  // Prefixes that nothing in the text stands for are printed.
  ["664889c8", "data16 mov %rcx,%rax", "data16 mov rax,rcx"],
  ["48c3", "rex.W ret", "rex.W ret"],
  ["4090", "rex nop", "rex nop"],
  ["67a144332211", "addr32 mov 0x11223344,%eax", "addr32 mov eax,ds:0x11223344"],
  ["642e8b00", "fs mov %fs:(%rax),%eax", "fs mov eax,DWORD PTR fs:[rax]"],
  ["f3a4", "rep movsb %ds:(%rsi),%es:(%rdi)", "rep movs BYTE PTR es:[rdi],BYTE PTR ds:[rsi]"],
  ["f2ff10", "bnd call *(%rax)", "bnd call QWORD PTR [rax]"],
  ["3effe0", "notrack jmp *%rax", "notrack jmp rax"],
  ["2e7400", "je,pn  0x3", "cs je  0x3"],
  ["f0f20107", "lock xacquire add %eax,(%rdi)", "lock xacquire add DWORD PTR [rdi],eax"],
  ["f090", "lock nop", "lock nop"],
  ["66c5f877", "data16 vzeroupper", "data16 vzeroupper"],
  // Memory operands.
  ["8b042510000000", "mov    0x10,%eax", "mov    eax,DWORD PTR ds:0x10"],
  ["8b0420", "mov    (%rax,%riz,1),%eax", "mov    eax,DWORD PTR [rax+riz*1]"],
  ["8b05f8ffffff", "mov    -0x8(%rip),%eax", "mov    eax,DWORD PTR [rip+0xfffffffffffffff8]"],
  ["8b40f8", "mov    -0x8(%rax),%eax", "mov    eax,DWORD PTR [rax-0x8]"],
  ["0fae00", "fxsave (%rax)", "fxsave [rax]"],
  ["c4e2e9920420", "vgatherdpd %xmm2,(%rax,%xmm4,1),%xmm0",
    "vgatherdpd xmm0,QWORD PTR [rax+xmm4*1],xmm2"],
  // Lines begin where objdump begins them.
  ["486690", "rex.W | xchg   %ax,%ax", "rex.W | xchg   ax,ax"],
  ["9bd938", "fstcw  (%rax)", "fstcw  WORD PTR [rax]"],
  ["9b90", "fwait | nop", "fwait | nop"],
  ["6690669b", "xchg   %ax,%ax | data16 | fwait", "xchg   ax,ax | data16 | fwait"],
  // No instruction.
  ["0690", "(bad) | nop", "(bad) | nop"],
  ["8dc090", "(bad) | .byte 0xc0 | nop", "(bad) | .byte 0xc0 | nop"],
  ["e800", ".byte 0xe8 | .byte 0x0", ".byte 0xe8 | .byte 0x0"],
  ["d90d5343", ".byte 0xd9 | .byte 0xd | push   %rbx | rex.XB",
    ".byte 0xd9 | .byte 0xd | push   rbx | rex.XB"],
  ["d9088b", "(bad)  (%rax) | .byte 0x8b", "(bad)  [rax] | .byte 0x8b"],
  ["62f17c4810c090", "(evex) | nop", "(evex) | nop"],
];

describe("disassembler", () => {
  it.each(CASES)("%s", (hex, attText, intelText) => {
    expect(lines(att, hex)).toBe(attText);
    expect(lines(intel, hex)).toBe(intelText);
  });

  it("names branch targets and RIP-relative addresses as numbers", () => {
    const [call] = listLines(att, bytesOf("e8fbffffff"), 0x20000, []);
    expect(call).toMatchObject({ text: "call   0x20000", target: 0x20000, reference: -1 });
    const [load] = listLines(att, bytesOf("8b0510000000"), 0x20000, []);
    expect(load).toMatchObject({ target: -1, reference: 0x20016 });
  });

  it("prints targets without 0x for files with symbols", () => {
    const bare = new Disassembler(table.forms, decoder, { syntax: "att", bareTargets: true });
    expect(lines(bare, "ebfe")).toBe("jmp    0");
  });

  it("starts anew at borders, and shows data as characters", () => {
    const bytes = bytesOf("e800000041424300");
    const borders = [{ address: 2, data: false }, { address: 4, data: true }];
    const listed = [...listLines(att, bytes, 0, borders)];
    expect(listed.map(({ address, text }) => [address, text])).toEqual([
      [0, ".byte 0xe8"], [1, ".byte 0x0"], [2, "add    %al,(%rax)"], [4, "ABC."],
    ]);
  });
});

describe("any bytes", () => {
  it.each(BYTE_KINDS)("of kind %s give lines without gaps and never throw", (kind) => {
    const prng = createPrng(0x20130611);
    const bytes = randomBytes(kind, prng, 60_000, () => [0x48, 0x8b, 0x44, 0x8b, 0xf0]);
    for (const disassembler of [att, intel]) {
      let next = 0;
      for (const line of listLines(disassembler, bytes, 0, [])) {
        if (line.address !== next || line.length < 1 || line.length > 15 || line.text === "") {
          throw new Error(`line at ${next}: ${JSON.stringify(line.text)}, ${line.length} bytes`);
        }
        if (/undefined|NaN|\?\?/.test(line.text)) throw new Error(`text ${line.text}`);
        next += line.length;
      }
      expect(next).toBe(bytes.length);
    }
  });

  it("of every length from 0 to 15 give lines", () => {
    const prng = createPrng(7);
    for (let round = 0; round < 4000; round++) {
      const bytes = Uint8Array.from({ length: round % 16 }, () => prng.below(256));
      const total = [...listLines(att, bytes, 0, [])].reduce((sum, { length }) => sum + length, 0);
      expect(total).toBe(bytes.length);
    }
  });
});
