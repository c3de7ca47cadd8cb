/*
 * Runs code on the processor of this machine, state in and state out.
 *
 *     native INPUT OUTPUT
 *
 * INPUT is an array of `struct test`, OUTPUT becomes one of `struct result`. Everything happens in
 * a signal handler: it takes the state that the interrupted code left out of the signal frame, puts
 * the next test's state in, and returns into it. Code ends by faulting: HLT does in user mode.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

enum { CODE = 0x20000, DATA = 0x100000, CODE_BYTES = 512, DATA_BYTES = 4096, PAGE = 4096 };
enum { FXSAVE_USED = 416, MXCSR_MASK = 28, XSAVE_FEATURES = 512, YMM_HIGH = 576, HLT = 0xf4 };

struct registers {
  uint64_t general[16], rflags;
  uint8_t fxsave[512], ymm_high[256];
};
struct test {
  struct registers before;
  uint8_t code[CODE_BYTES], data[DATA_BYTES];
};
struct result {
  struct registers after;
  uint64_t rip, vector, cr2;
  uint8_t data[DATA_BYTES];
};

static const int order[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                              REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};
static const struct test *tests;
static struct result *results;
static long count, current = -1;
static uint8_t *code, *data;

/* The library's memcpy may use vector registers; compiled with general registers only, this cannot. */
static void copy(void *to, const void *from, unsigned long bytes) {
  uint8_t *a = to;
  const uint8_t *b = from;
  while (bytes-- > 0) *a++ = *b++;
}

static void fill(uint8_t *to, int byte, unsigned long bytes) {
  while (bytes-- > 0) *to++ = byte;
}

static void load(ucontext_t *context, const struct test *test) {
  uint8_t *area = (uint8_t *)context->uc_mcontext.fpregs;
  uint32_t mask;
  fill(code, HLT, PAGE);
  copy(code, test->code, CODE_BYTES);
  copy(data, test->data, DATA_BYTES);
  for (int i = 0; i < 16; i++) context->uc_mcontext.gregs[order[i]] = test->before.general[i];
  context->uc_mcontext.gregs[REG_RIP] = CODE;
  context->uc_mcontext.gregs[REG_EFL] = test->before.rflags;
  copy(&mask, area + MXCSR_MASK, sizeof mask);
  copy(area, test->before.fxsave, FXSAVE_USED);
  copy(area + MXCSR_MASK, &mask, sizeof mask);
  *(uint64_t *)(area + XSAVE_FEATURES) |= 7;
  copy(area + YMM_HIGH, test->before.ymm_high, sizeof test->before.ymm_high);
}

static void store(const ucontext_t *context, struct result *result) {
  const uint8_t *area = (const uint8_t *)context->uc_mcontext.fpregs;
  uint64_t present = *(const uint64_t *)(area + XSAVE_FEATURES);
  for (int i = 0; i < 16; i++) result->after.general[i] = context->uc_mcontext.gregs[order[i]];
  result->after.rflags = context->uc_mcontext.gregs[REG_EFL];
  result->rip = context->uc_mcontext.gregs[REG_RIP];
  result->vector = context->uc_mcontext.gregs[REG_TRAPNO];
  result->cr2 = context->uc_mcontext.gregs[REG_CR2];
  copy(result->after.fxsave, area, 512);
  copy(result->after.ymm_high, area + YMM_HIGH, 256);
  /* A component in its initial state is not written. */
  if (!(present & 2)) fill(result->after.fxsave + 160, 0, 256);
  if (!(present & 4)) fill(result->after.ymm_high, 0, 256);
  if (!(present & 1)) {
    fill(result->after.fxsave, 0, 24);
    fill(result->after.fxsave + 32, 0, 128);
    result->after.fxsave[0] = 0x7f;
    result->after.fxsave[1] = 0x03;
  }
  copy(result->data, data, DATA_BYTES);
}

static void on_signal(int number, siginfo_t *info, void *context) {
  (void)info;
  if (current >= 0) store(context, &results[current]);
  /* Code that does not end is cut off, and its vector says so. */
  if (current >= 0 && number == SIGALRM) results[current].vector = 255;
  if (++current >= count) _exit(0);
  load(context, &tests[current]);
  struct itimerval limit = {{0, 0}, {0, 200000}};
  setitimer(ITIMER_REAL, &limit, 0);
}

/* One page that can be written here and used under its own permission at a fixed address. */
static uint8_t *shared_page(uintptr_t address, int protection) {
  int file = memfd_create("page", 0);
  if (file < 0 || ftruncate(file, PAGE) != 0) _exit(2);
  uint8_t *alias = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  void *fixed = mmap((void *)address, PAGE, protection, MAP_SHARED | MAP_FIXED_NOREPLACE, file, 0);
  if (alias == MAP_FAILED || fixed != (void *)address) _exit(2);
  return alias;
}

int main(int words, char **word) {
  if (words != 3) return 2;
  int input = open(word[1], O_RDONLY), output = open(word[2], O_RDWR | O_CREAT | O_TRUNC, 0600);
  struct stat facts;
  if (input < 0 || output < 0 || fstat(input, &facts) != 0) return 2;
  count = facts.st_size / (long)sizeof(struct test);
  if (ftruncate(output, count * (long)sizeof(struct result)) != 0) return 2;
  tests = mmap(0, facts.st_size, PROT_READ, MAP_PRIVATE, input, 0);
  results = mmap(0, count * sizeof(struct result), PROT_READ | PROT_WRITE, MAP_SHARED, output, 0);
  if (tests == MAP_FAILED || results == MAP_FAILED) return 2;
  code = shared_page(CODE, PROT_READ | PROT_EXEC);
  data = shared_page(DATA, PROT_READ | PROT_WRITE);
  shared_page(DATA + PAGE, PROT_READ);
  stack_t stack = {.ss_size = 1 << 20};
  stack.ss_sp = mmap(0, stack.ss_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack.ss_sp == MAP_FAILED || sigaltstack(&stack, 0) != 0) return 2;
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGALRM};
  for (unsigned i = 0; i < sizeof signals / sizeof signals[0]; i++) sigaction(signals[i], &action, 0);
  raise(SIGTRAP);
  return 2;
}
