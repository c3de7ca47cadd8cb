# fault: says what it is about to do, then reads the null page, which no guest may touch. The
# session ends with "Signal 11 from untrusted code"; the exit behind the fault is never reached.
        .include "zerovm.inc"

        .text
        .globl  _start
_start:
        trap    to_stdout
        bundle
        mov     $0x1234, %ecx
        mov     (%r15,%rcx), %eax
        trap    leave

        .section .rodata
to_stdout:
        block   TRAP_WRITE, STDOUT, text, text_end-text
leave:
        block   TRAP_EXIT, 0
text:
        .ascii  "reading guest address 0x1234 ...\n"
text_end:
