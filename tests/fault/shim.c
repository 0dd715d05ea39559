/* Makes the disk fail, for tests/fault.rs: the nth call that writes below FAULT_UNDER fails with
   FAULT_ERRNO, and with FAULT_FOR_EVER all that follow it too. Loaded in front of the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long at = -1, seen = 0, with = EIO, for_ever = 0;
static const char *under = NULL, *count = NULL;

__attribute__((constructor)) static void begin(void) {
  const char *value;
  if ((value = getenv("FAULT_AT"))) at = atol(value);
  if ((value = getenv("FAULT_ERRNO"))) with = atol(value);
  for_ever = getenv("FAULT_FOR_EVER") != NULL;
  under = getenv("FAULT_UNDER");
  count = getenv("FAULT_COUNT");
}

__attribute__((destructor)) static void end(void) {
  FILE *file;
  if (count && (file = fopen(count, "w"))) {
    fprintf(file, "%ld", seen);
    fclose(file);
  }
}

static int fails(void) {
  long n = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
  if (at < 0 || n < at || (n > at && !for_ever)) return 0;
  errno = (int)with;
  return 1;
}

static int is_below(const char *path) { return under && strncmp(path, under, strlen(under)) == 0; }

static int fd_fails(int fd) {
  char link[64], path[4096];
  ssize_t length;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_below(path) && fails();
}

#define REAL(type, name, args) type(*real) args = (type(*) args)dlsym(RTLD_NEXT, #name)

#define BY_FD(type, name, args, call)                                                                                   \
  type name args {                                                                                                      \
    REAL(type, name, args);                                                                                             \
    return fd_fails(fd) ? -1 : real call;                                                                               \
  }

BY_FD(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n))
BY_FD(ssize_t, writev, (int fd, const struct iovec *from, int n), (fd, from, n))
BY_FD(ssize_t, pwrite, (int fd, const void *from, size_t n, off_t to), (fd, from, n, to))
BY_FD(ssize_t, pwrite64, (int fd, const void *from, size_t n, off64_t to), (fd, from, n, to))
BY_FD(int, fsync, (int fd), (fd))
BY_FD(int, fdatasync, (int fd), (fd))
BY_FD(int, ftruncate, (int fd, off_t n), (fd, n))
BY_FD(int, ftruncate64, (int fd, off64_t n), (fd, n))

int rename(const char *from, const char *to) {
  REAL(int, rename, (const char *, const char *));
  return (is_below(to) && fails()) ? -1 : real(from, to);
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, mkdir, (const char *, mode_t));
  return (is_below(path) && fails()) ? -1 : real(path, mode);
}

#define OPENS(name)                                                                                                     \
  int name(const char *path, int flags, ...) {                                                                          \
    REAL(int, name, (const char *, int, ...));                                                                          \
    va_list more;                                                                                                       \
    va_start(more, flags);                                                                                              \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;                                           \
    va_end(more);                                                                                                       \
    return ((flags & O_CREAT) && is_below(path) && fails()) ? -1 : real(path, flags, mode);                             \
  }

OPENS(open)
OPENS(open64)

ssize_t copy_file_range(int in, off64_t *from, int fd, off64_t *to, size_t n, unsigned flags) {
  REAL(ssize_t, copy_file_range, (int, off64_t *, int, off64_t *, size_t, unsigned));
  return fd_fails(fd) ? -1 : real(in, from, fd, to, n, flags);
}
