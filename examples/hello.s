# hello: one line on standard output, one on standard error, and exit with code 0.
        .include "zerovm.inc"

        .text
        .globl  _start
_start:
        trap    to_stdout
        trap    to_stderr
        trap    leave

        .section .rodata
to_stdout:
        block   TRAP_WRITE, STDOUT, out_text, out_end-out_text
to_stderr:
        block   TRAP_WRITE, STDERR, err_text, err_end-err_text
leave:
        block   TRAP_EXIT, 0
out_text:
        .ascii  "hello from stdout\n"
out_end:
err_text:
        .ascii  "hello from stderr\n"
err_end:
