# endless: counts and never ends. Stop it with Ctrl-C, --timeout or --limit.
        .include "zerovm.inc"

        .text
        .globl  _start
        bundle
_start:
        inc     %rax
        jmp     _start
