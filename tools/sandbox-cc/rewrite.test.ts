/** The rewriting rules, one by one: what gcc writes, and what must stand there instead. */
import { describe, expect, it } from "vitest";
import { createDecoder } from "../../src/decoder/decode.ts";
import { completeTable } from "../../src/table/complete.ts";
import { mergeNops, nop } from "./nops.ts";
import { rewrite } from "./rewrite.ts";

/** The lines that some lines of code become, without the head of the file. */
function lines(code: string): string[] {
  return rewrite(code).trimEnd().split("\n").map((line) => line.trim())
    .slice(".bundle_align_mode .text .p2align start:".split(" ").length);
}

const locked = (...inside: readonly string[]): string[] => [".bundle_lock", ...inside, ".bundle_unlock"];

describe("memory operands", () => {
  it("take a base over into r11", () => {
    expect(lines("movl 8(%edi), %eax"))
      .toEqual(locked("movl %edi, %r11d", "movl 8(%r15,%r11), %eax"));
  });
  it("use a base that was just cleared above its low half", () => {
    expect(lines("addl $64, %r8d\nmovl (%r8d), %eax"))
      .toEqual(locked("addl $64, %r8d", "movl (%r15,%r8), %eax"));
    expect(lines("leal 1(%rsi), %edi\nmovb %dl, -1(%edi)"))
      .toEqual(locked("leal 1(%rsi), %edi", "movb %dl, -1(%r15,%rdi)"));
  });
  it("do not trust a base across a label, after a shift, or in other widths", () => {
    const moved = ["movl %edi, %r11d", "movl (%r15,%r11), %eax"];
    expect(lines("addl $1, %edi\n.L1:\nmovl (%edi), %eax"))
      .toEqual(["addl $1, %edi", ".L1:", ...locked(...moved)]);
    for (const before of ["shll $1, %edi", "addq $1, %rdi", "cmovel %esi, %edi", "cmpl $1, %edi"]) {
      expect(lines(`${before}\nmovl (%edi), %eax`)).toEqual([before, ...locked(...moved)]);
    }
  });
  it("compute indexes, symbols and far displacements with lea", () => {
    expect(lines("movl tab(,%edi,4), %eax"))
      .toEqual(locked("leal tab(,%rdi,4), %r11d", "movl (%r15,%r11), %eax"));
    expect(lines("movl -40(%esp,%esi,4), %eax"))
      .toEqual(locked("leal -40(%rsp,%rsi,4), %r11d", "movl (%r15,%r11), %eax"));
    expect(lines("movl 100000(%edi), %eax"))
      .toEqual(locked("leal 100000(%rdi), %r11d", "movl (%r15,%r11), %eax"));
  });
  it("leave the stack and data by name alone", () => {
    expect(lines("movl 16(%esp), %eax\nmovl var+4, %eax\nmovl var(%rip), %eax"))
      .toEqual(["movl 16(%rsp), %eax", "movl var+4(%rip), %eax", "movl var(%rip), %eax"]);
  });
});

describe("the stack pointer", () => {
  it("stays inside the sandbox", () => {
    expect(lines("subl $24, %esp")).toEqual(locked("subl $24, %esp", "addq %r15, %rsp"));
    expect(lines("leal 8(%rsp), %esp"))
      .toEqual(locked("leal 8(%rsp), %esp", "leaq (%rsp,%r15), %rsp"));
  });
  it("is a guest address as a value", () => {
    expect(lines("movq %rsp, %rdi\nleaq 15(%rsp), %rdx"))
      .toEqual(["movl %esp, %edi", "leal 15(%rsp), %edx"]);
  });
});

describe("control flow", () => {
  const masked = ["andl $-32, %r11d", "addq %r15, %r11"];
  it("masks returns and jumps through registers and tables", () => {
    expect(lines("ret")).toEqual(["popq %r11", ...locked(...masked, "jmp *%r11")]);
    expect(lines("jmp *%rax")).toEqual(["movl %eax, %r11d", ...locked(...masked, "jmp *%r11")]);
    expect(lines("jmp *.L4(,%edi,4)")).toEqual([
      ...locked("leal .L4(,%rdi,4), %r11d", "movl (%r15,%r11), %r11d"),
      ...locked(...masked, "jmp *%r11"),
    ]);
  });
  it("ends bundles with calls", () => {
    expect(lines("call f").slice(2)).toEqual(["call f"]);
    expect(lines("call f")[1]).toBe(".nops (27-(.-.Lbundles0))&31");
    expect(lines("call *%rax").slice(1, 3))
      .toEqual([expect.stringContaining("31)>22)"), ".nops (22-(.-.Lbundles0))&31"]);
  });
  it("starts bundles where something else than a jump may lead", () => {
    expect(lines(".L1:\njmp .L1")).toEqual([".L1:", "jmp .L1"]);
    expect(lines("movl $.L1, %eax\n.L1:")).toEqual(["movl $.L1, %eax", ".p2align 5", ".L1:"]);
    expect(lines(".type f, @function\nf:").slice(1)).toEqual([".p2align 5", "f:"]);
    expect(lines(".section .rodata\n.long .L2\n.text\n.L2:").slice(-2)).toEqual([".p2align 5", ".L2:"]);
  });
});

it("drops the prefix that would make a bsf another instruction", () => {
  expect(lines("rep bsfl %eax, %edx")).toEqual(["bsfl %eax, %edx"]);
});

it.each([
  "syscall", "movl %fs:40, %eax", "movb %ah, (%edi)", "movl 4096, %eax", "movl %r15d, %eax",
  "movl %esp, %ebp", "rep movsq", "btl %eax, %ecx", "addq %rsp, %rax",
])("refuses %s with its line", (code) => {
  expect(() => rewrite(`nop\n${code}`)).toThrow(/line 2|not supported/);
});

describe("nops", () => {
  it("have every length up to 15", () => {
    for (let bytes = 1; bytes <= 15; bytes += 1) expect(nop(bytes)).toHaveLength(bytes);
  });
  it("are merged up to the next instruction and the next bundle", () => {
    const ret = 0xc3;
    const text = new Uint8Array(64).fill(0x90);
    text[20] = ret;
    mergeNops(text, createDecoder(completeTable()));
    expect([...text]).toEqual([
      ...nop(15), ...nop(5), ret, ...nop(11), ...nop(15), ...nop(15), ...nop(2),
    ]);
  });
});
