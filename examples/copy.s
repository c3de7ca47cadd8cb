# copy: standard input to standard output in blocks of 64 KiB. The exit code is the last answer: 0
# at the end of the input, negative when a limit of a channel is used up.
        .include "zerovm.inc"

        .set    BLOCK_BYTES, 0x10000

        .text
        .globl  _start
_start:
        trap    from_stdin
        bundle
        mov     %eax, %ebx
        test    %eax, %eax
        jle     done
        mov     %eax, write_size(%rip)
        trap    to_stdout
        bundle
        mov     %eax, %ebx
        test    %eax, %eax
        jg      _start

        bundle
done:
        mov     %ebx, exit_code(%rip)
        trap    leave

        .data
from_stdin:
        block   TRAP_READ, STDIN, buffer, BLOCK_BYTES
to_stdout:
        block   TRAP_WRITE, STDOUT, buffer
        .set    write_size, to_stdout + 32
leave:
        block   TRAP_EXIT
        .set    exit_code, leave + 16

        .bss
buffer:
        .space  BLOCK_BYTES
