/* Stands between a program and the disk (LD_PRELOAD), for files below $SHIM_FOLDER alone.
 *
 * It counts operations by kind, makes the so-many-th of a kind fail once or from then on, and writes
 * every operation that changes something to $SHIM_TRACE, so that a power cut can be played afterwards.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE, SYNC, TRUNCATE, UNLINK, CREATE, READ, KINDS };
#define SHORT -1
#define MOST_FILES 4096

static long counts[KINDS];
static int armed_kind = -1, armed_error, armed_forever;
static long armed_at;
static int trace = -1;
static char *names[MOST_FILES];

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

void shim_arm(int kind, long at, int error, int forever) {
    memset(counts, 0, sizeof counts);
    armed_kind = kind; armed_at = at; armed_error = error; armed_forever = forever;
}

long shim_count(int kind) { return counts[kind]; }

/* Returns 0, the error that this operation is to fail with, or SHORT. */
static int failing(int kind) {
    long count = ++counts[kind];
    if (kind != armed_kind || count < armed_at || (count > armed_at && !armed_forever)) return 0;
    return armed_error;
}

static const char *watched(const char *path) {
    const char *folder = getenv("SHIM_FOLDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0 ? path : NULL;
}

static const char *name_of(int file) { return file >= 0 && file < MOST_FILES ? names[file] : NULL; }

static void say(const char *what, const char *path, const char *other, off_t at, const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    const char *file = getenv("SHIM_TRACE");
    if (!file) return;
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (trace < 0) {
        int (*opened)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
        trace = opened(file, O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
    char head[2 * PATH_MAX + 64];
    int length = snprintf(head, sizeof head, "%s\t%s\t%s\t%lld\t%zu\n", what, path, other, (long long)at, size);
    real(trace, head, length);
    if (size) real(trace, data, size);
}

static void opened(int file, const char *path) {
    if (file < 0 || file >= MOST_FILES) return;
    free(names[file]);
    names[file] = watched(path) ? strdup(path) : NULL;
}

static int opening(const char *path, int flags) {
    int is_new = (flags & O_CREAT) && watched(path) && access(path, F_OK) != 0;
    if (is_new) {
        int error = failing(CREATE);
        if (error) { errno = error == SHORT ? EIO : error; return -1; }
    }
    return is_new;
}

#define OPEN(name) \
int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    int is_new = opening(path, flags); \
    if (is_new < 0) return -1; \
    int file = real(path, flags, mode); \
    if (file >= 0) { \
        opened(file, path); \
        if (is_new) say("create", path, "", 0, NULL, 0); \
        else if ((flags & O_TRUNC) && watched(path)) say("truncate", path, "", 0, NULL, 0); \
    } \
    return file; \
}
OPEN(open)
OPEN(open64)

int close(int file) {
    REAL(close);
    if (file >= 0 && file < MOST_FILES && names[file]) { free(names[file]); names[file] = NULL; }
    return real(file);
}

static ssize_t written(int file, const void *data, size_t size, off_t at, ssize_t (*real)(int, const void *, size_t, off_t)) {
    const char *name = name_of(file);
    if (name) {
        int error = failing(WRITE);
        if (error == SHORT) size = size / 2;
        else if (error) { errno = error; return -1; }
    }
    ssize_t done = real(file, data, size, at);
    if (name && done > 0) say("write", name, "", at, data, done);
    return done;
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    REAL(pwrite);
    return written(file, data, size, at, real);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    REAL(pwrite64);
    return written(file, data, size, at, real);
}

ssize_t write(int file, const void *data, size_t size) {
    REAL(write);
    const char *name = name_of(file);
    off_t at = 0;
    if (name) {
        int error = failing(WRITE);
        if (error == SHORT) size = size / 2;
        else if (error) { errno = error; return -1; }
        at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
    }
    ssize_t done = real(file, data, size);
    if (name && done > 0) say("write", name, "", at, data, done);
    return done;
}

#define READING(name, offset) \
ssize_t name(int file, void *data, size_t size, offset at) { \
    REAL(name); \
    if (name_of(file)) { int error = failing(READ); if (error) { errno = error == SHORT ? EIO : error; return -1; } } \
    return real(file, data, size, at); \
}
READING(pread, off_t)
READING(pread64, off64_t)

ssize_t read(int file, void *data, size_t size) {
    REAL(read);
    if (name_of(file)) { int error = failing(READ); if (error) { errno = error == SHORT ? EIO : error; return -1; } }
    return real(file, data, size);
}

#define SYNCING(name) \
int name(int file) { \
    REAL(name); \
    const char *path = name_of(file); \
    if (path) { int error = failing(SYNC); if (error) { errno = error == SHORT ? EIO : error; return -1; } } \
    int done = real(file); \
    if (path && done == 0) say("sync", path, "", 0, NULL, 0); \
    return done; \
}
SYNCING(fsync)
SYNCING(fdatasync)

#define TRUNCATING(name, offset) \
int name(int file, offset size) { \
    REAL(name); \
    const char *path = name_of(file); \
    if (path) { int error = failing(TRUNCATE); if (error) { errno = error == SHORT ? EIO : error; return -1; } } \
    int done = real(file, size); \
    if (path && done == 0) say("truncate", path, "", size, NULL, 0); \
    return done; \
}
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

int unlink(const char *path) {
    REAL(unlink);
    if (watched(path)) { int error = failing(UNLINK); if (error) { errno = error == SHORT ? EIO : error; return -1; } }
    int done = real(path);
    if (done == 0 && watched(path)) say("unlink", path, "", 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    int done = real(from, to);
    if (done == 0 && watched(to)) say("rename", from, to, 0, NULL, 0);
    return done;
}

int link(const char *from, const char *to) {
    REAL(link);
    int done = real(from, to);
    if (done == 0 && watched(to)) say("link", from, to, 0, NULL, 0);
    return done;
}

/* The program itself may leave a mark in the trace. */
void shim_say(const char *text) { say("said", text, "", 0, NULL, 0); }
