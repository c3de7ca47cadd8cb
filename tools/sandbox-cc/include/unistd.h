/* Streams by channel number, as far as programs without a C library need them. */
#ifndef UNISTD_H
#define UNISTD_H
#include <stddef.h>

/* Bytes moved, 0 at the end of the input, or a negative error number. */
int read(int channel, void *buffer, size_t size);
int write(int channel, const void *buffer, size_t size);
/* Ends the session with this code. */
__attribute__((noreturn)) void _exit(int code);
#endif
