# primes: the sieve of Eratosthenes in the heap, then the number of primes as a line of text.
# Shows what sandboxed code looks like: an address is r15 + a register whose upper half was just
# cleared by a 32-bit instruction of the same bundle.
        .include "zerovm.inc"

        .set    LIMIT, 2000000

        .text
        .globl  _start
_start:
        bundle
        mov     $2, %ebx                        # candidate
        xor     %r12d, %r12d                    # primes found

        bundle
next:
        mov     %ebx, %ecx
        cmpb    $0, composite(%r15,%rcx)
        jne     advance
        inc     %r12d
        lea     (%rbx,%rbx), %edx               # first multiple to cross out

        bundle
cross_out:
        cmp     $LIMIT, %edx
        jae     advance
        mov     %edx, %ecx
        movb    $1, composite(%r15,%rcx)
        add     %ebx, %edx
        jmp     cross_out

        bundle
advance:
        inc     %ebx
        cmp     $LIMIT, %ebx
        jb      next

# r12d as decimal digits, written backwards in front of the text's end.
        mov     %r12d, %eax
        mov     $digits_end-digits-1, %ebx
        mov     $10, %esi
        bundle
digit:
        xor     %edx, %edx
        div     %esi
        add     $'0', %edx
        mov     %ebx, %ecx
        mov     %dl, digits(%r15,%rcx)
        dec     %ebx
        test    %eax, %eax
        jne     digit

        trap    to_stdout
        trap    leave

        .data
to_stdout:
        block   TRAP_WRITE, STDOUT, text, text_end-text
leave:
        block   TRAP_EXIT, 0
text:
        .ascii  "primes below 2000000:"
digits:
        .ascii  "        "
digits_end:
        .ascii  "\n"
text_end:

        .bss
        .p2align 6
composite:
        .space  LIMIT
