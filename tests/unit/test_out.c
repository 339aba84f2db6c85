/* Outputs: what stands in place after success and after each kind of failure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "emit/outlet.h"
#include "emitted.h"

typedef struct fixture {
    char *folder;
    avn_arena messages;
    avn_sink sink;
    int told;
    char last[512];
} fixture;

static void hear(void *user, const avance_finding *finding)
{
    fixture *f = user;
    f->told++;
    snprintf(f->last, sizeof f->last, "%s", finding->message);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->folder = new_folder();
    avn_arena_init(&f->messages, avn_allocator_standard);
    f->sink = (avn_sink){ .arena = &f->messages,
                          .language = AVANCE_ENGLISH,
                          .listen = hear,
                          .listen_user = f };
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    chmod(f->folder, 0700);
    remove_folder(f->folder);
    free(f->folder);
    avn_arena_free(&f->messages);
    free(f);
    return 0;
}

static const char *inside(fixture *f, const char *name)
{
    return avn_arena_printf(&f->messages, "%s/%s", f->folder, name).ptr;
}

static avn_out *open_out(fixture *f, const char *path)
{
    avn_out *out = NULL;
    assert_int_equal(avn_out_open(avn_allocator_standard, &f->sink, path, &out), AVANCE_OK);
    return out;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void assert_file(const char *path, const char *text)
{
    char *found = file_text(path);
    assert_non_null(found);
    assert_string_equal(found, text);
    free(found);
}

static unsigned mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(lstat(path, &info), 0);
    return info.st_mode & 0777;
}

static void appears_only_when_committed(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "nuevo");
    mode_t before = umask(027);
    avn_out *out = open_out(f, path);
    avn_out_text(out, "uno ");
    avn_out_str(out, AVN_STR("dos"));
    avn_out_char(out, '\n');
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(avn_out_commit(out), AVANCE_OK);
    umask(before);
    assert_file(path, "uno dos\n");
    assert_int_equal(mode_of(path), 0640);
    assert_int_equal(count_entries(f->folder), 1);
    assert_int_equal(f->told, 0);
}

static void replaces_and_keeps_permissions(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "viejo");
    write_file(path, "lo de antes");
    chmod(path, 0604);
    avn_out *out = open_out(f, path);
    avn_out_text(out, "lo de ahora");
    assert_file(path, "lo de antes");
    assert_int_equal(avn_out_commit(out), AVANCE_OK);
    assert_file(path, "lo de ahora");
    assert_int_equal(mode_of(path), 0604);
}

static void abort_leaves_the_old(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "viejo");
    write_file(path, "lo de antes");
    avn_out *out = open_out(f, path);
    avn_out_text(out, "nada");
    avn_out_abort(out);
    avn_out_abort(NULL);
    assert_file(path, "lo de antes");
    assert_int_equal(count_entries(f->folder), 1);
}

static void large_output_is_whole(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "grande");
    avn_out *out = open_out(f, path);
    size_t big = 300 * 1024;
    char *block = malloc(big);
    assert_non_null(block);
    memset(block, 'x', big);
    for (int i = 0; i < 50000; i++)
        avn_out_text(out, "abcdefg");
    avn_out_str(out, (avn_str){ block, big });
    char *room = avn_out_room(out, 4096);
    assert_non_null(room);
    memcpy(room, "fin", 3);
    avn_out_used(out, 3);
    assert_int_equal(avn_out_commit(out), AVANCE_OK);
    char *text = file_text(path);
    assert_non_null(text);
    assert_int_equal(strlen(text), 350000 + big + 3);
    assert_memory_equal(text + 349993, "abcdefgx", 8);
    assert_memory_equal(text + 350000 + big - 1, "xfin", 4);
    free(text);
    free(block);
}

static void link_is_written_through(void **state)
{
    fixture *f = *state;
    const char *link = inside(f, "enlace"), *target = inside(f, "destino");
    assert_int_equal(symlink("destino", link), 0);
    for (int i = 0; i < 2; i++) { /* dangling, then existing */
        avn_out *out = open_out(f, link);
        avn_out_text(out, "por el enlace");
        assert_int_equal(avn_out_commit(out), AVANCE_OK);
        assert_file(target, "por el enlace");
        struct stat info;
        assert_int_equal(lstat(link, &info), 0);
        assert_true(S_ISLNK(info.st_mode));
    }
    assert_int_equal(symlink("vueltas", inside(f, "vueltas")), 0);
    avn_out *out;
    assert_int_equal(avn_out_open(avn_allocator_standard, &f->sink, inside(f, "vueltas"), &out),
                     AVANCE_CANNOT_WRITE);
    assert_non_null(strstr(f->last, "too many symbolic links"));
}

static void full_device_is_told_once(void **state)
{
    fixture *f = *state;
    avn_out *out = open_out(f, "/dev/full");
    for (int i = 0; i < 100000; i++)
        avn_out_text(out, "0123456789");
    assert_int_equal(avn_out_status(out), AVANCE_CANNOT_WRITE);
    assert_null(avn_out_room(out, 10));
    assert_int_equal(avn_out_commit(out), AVANCE_CANNOT_WRITE);
    assert_int_equal(f->told, 1);
    assert_string_equal(f->last, "cannot write: /dev/full: no space left on the disk");
}

static void full_device_is_told_at_the_end(void **state)
{
    fixture *f = *state;
    f->sink.language = AVANCE_SPANISH;
    avn_out *out = open_out(f, "/dev/full");
    avn_out_text(out, "poco");
    assert_int_equal(avn_out_status(out), AVANCE_OK);
    assert_int_equal(avn_out_commit(out), AVANCE_CANNOT_WRITE);
    assert_string_equal(f->last, "no se puede escribir: /dev/full: no queda espacio en el disco");
}

static void failure_while_writing_leaves_the_old(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "viejo");
    write_file(path, "lo de antes");
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 1 << 20;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    avn_out *out = open_out(f, path);
    for (int i = 0; i < 300000; i++)
        avn_out_text(out, "0123456789");
    avance_status status = avn_out_commit(out);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(status, AVANCE_CANNOT_WRITE);
    assert_int_equal(f->told, 1);
    assert_file(path, "lo de antes");
    assert_int_equal(count_entries(f->folder), 1);
}

static void closed_pipe_is_no_message(void **state)
{
    fixture *f = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    char name[32];
    snprintf(name, sizeof name, "/dev/fd/%d", ends[1]);
    avn_out *out = open_out(f, name);
    avn_out_text(out, "nadie lee");
    assert_int_equal(avn_out_commit(out), AVANCE_CLOSED_PIPE);
    assert_int_equal(f->told, 0);
    close(ends[1]);
}

/* A descriptor that the shell opened to append to must not be opened again from its start. */
static void inherited_descriptor_is_not_reopened(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "bitacora");
    write_file(path, "antes ");
    int fd = open(path, O_WRONLY | O_APPEND);
    assert_true(fd >= 0);
    char name[32];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    avn_out *out = open_out(f, name);
    avn_out_text(out, "después");
    assert_int_equal(avn_out_commit(out), AVANCE_OK);
    close(fd);
    assert_file(path, "antes después");
}

static void slow_pipe_gets_all(void **state)
{
    fixture *f = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char buffer[8192];
        size_t total = 0;
        close(ends[1]);
        for (ssize_t got; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
            total += (size_t)got;
        _exit(total == 2000000 ? 0 : 1);
    }
    close(ends[0]);
    char name[32];
    snprintf(name, sizeof name, "/dev/fd/%d", ends[1]);
    avn_out *out = open_out(f, name);
    for (int i = 0; i < 200000; i++)
        avn_out_text(out, "0123456789");
    assert_int_equal(avn_out_commit(out), AVANCE_OK);
    close(ends[1]);
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
}

static void fifo_is_written_directly(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "tubo");
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    avn_out *out = open_out(f, path);
    avn_out_text(out, "por el tubo");
    assert_int_equal(avn_out_commit(out), AVANCE_OK);
    char got[32] = "";
    assert_int_equal(read(reader, got, sizeof got - 1), 11);
    assert_string_equal(got, "por el tubo");
    close(reader);
    struct stat info;
    assert_int_equal(lstat(path, &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
}

static void refusals_say_where_and_why(void **state)
{
    fixture *f = *state;
    const struct {
        const char *path, *why;
    } cases[] = { { inside(f, "no/hay"), "no such file or folder" },
                  { f->folder, "it is a folder" },
                  { inside(f, "nuevo/"), "it is a folder" },
                  { inside(f, "archivo/x"), "not a folder" },
                  { "", "no such file or folder" } };
    write_file(inside(f, "archivo"), "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        avn_out *out;
        assert_int_equal(avn_out_open(avn_allocator_standard, &f->sink, cases[i].path, &out),
                         AVANCE_CANNOT_WRITE);
        assert_null(out);
        assert_string_equal(
            f->last, avn_arena_printf(&f->messages, "cannot write: %s: %s", cases[i].path,
                                      cases[i].why)
                         .ptr);
        assert_null(strchr(f->last, '\n'));
    }
    assert_int_equal(count_entries(f->folder), 1);
}

static void protection_is_respected(void **state)
{
    fixture *f = *state;
    if (geteuid() == 0)
        skip();
    const char *path = inside(f, "protegido");
    write_file(path, "lo de antes");
    chmod(path, 0444);
    avn_out *out;
    assert_int_equal(avn_out_open(avn_allocator_standard, &f->sink, path, &out),
                     AVANCE_CANNOT_WRITE);
    assert_non_null(strstr(f->last, "permission denied"));
    chmod(f->folder, 0500);
    assert_int_equal(avn_out_open(avn_allocator_standard, &f->sink, inside(f, "otro"), &out),
                     AVANCE_CANNOT_WRITE);
    assert_non_null(strstr(f->last, "permission denied"));
}

static avn_folder *open_folder(fixture *f, const char *path)
{
    avn_folder *folder = NULL;
    assert_int_equal(avn_folder_open(avn_allocator_standard, &f->sink, path, &folder), AVANCE_OK);
    return folder;
}

static void folder_appears_as_a_whole(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "tablas");
    avn_folder *folder = open_folder(f, path);
    avn_out *one, *two;
    assert_int_equal(avn_folder_file(folder, "una.csv", &one), AVANCE_OK);
    assert_int_equal(avn_folder_file(folder, "dos.csv", &two), AVANCE_OK);
    avn_out_text(one, "1");
    avn_out_text(two, "2");
    assert_int_equal(avn_folder_commit(folder), AVANCE_OK);
    assert_int_equal(count_entries(path), 2);
    const char *una = inside(f, "tablas/una.csv");
    assert_file(una, "1");
    assert_file(inside(f, "tablas/dos.csv"), "2");

    folder = open_folder(f, path);
    assert_int_equal(avn_folder_file(folder, "una.csv", &one), AVANCE_OK);
    avn_out_text(one, "otra");
    avn_folder_abort(folder);
    assert_file(una, "1");
    assert_int_equal(count_entries(path), 2);
    remove_folder(path);
}

static void folder_fails_as_a_whole(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "tablas");
    assert_int_equal(mkdir(path, 0700), 0);
    const char *una = inside(f, "tablas/una.csv");
    write_file(una, "lo de antes");
    assert_int_equal(symlink("/dev/full", inside(f, "tablas/llena.csv")), 0);
    avn_folder *folder = open_folder(f, path);
    avn_out *one, *full;
    assert_int_equal(avn_folder_file(folder, "una.csv", &one), AVANCE_OK);
    assert_int_equal(avn_folder_file(folder, "llena.csv", &full), AVANCE_OK);
    avn_out_text(one, "lo de ahora");
    avn_out_text(full, "no cabe");
    assert_int_equal(avn_folder_commit(folder), AVANCE_CANNOT_WRITE);
    assert_int_equal(f->told, 1);
    assert_file(una, "lo de antes");
    assert_int_equal(count_entries(path), 2);
    remove_folder(path);
}

static void folder_made_in_vain_goes_away(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "tablas");
    avn_folder *folder = open_folder(f, path);
    avn_out *out;
    assert_int_equal(avn_folder_file(folder, "una.csv", &out), AVANCE_OK);
    avn_folder_abort(folder);
    avn_folder_abort(NULL);
    assert_int_equal(count_entries(f->folder), 0);

    write_file(path, "");
    assert_int_equal(avn_folder_open(avn_allocator_standard, &f->sink, path, &folder),
                     AVANCE_CANNOT_WRITE);
    assert_non_null(strstr(f->last, "tablas: not a folder"));
}

static void file_is_put_in_place(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "libro.xlsx");
    write_file(path, "lo de antes");
    chmod(path, 0640);
    avn_file *file;
    assert_int_equal(avn_file_open(avn_allocator_standard, &f->sink, path, &file), AVANCE_OK);
    write_file(avn_file_temporary(file), "lo de ahora");
    assert_file(path, "lo de antes");
    assert_int_equal(avn_file_commit(file), AVANCE_OK);
    assert_file(path, "lo de ahora");
    assert_int_equal(mode_of(path), 0640);

    assert_int_equal(avn_file_open(avn_allocator_standard, &f->sink, path, &file), AVANCE_OK);
    write_file(avn_file_temporary(file), "nada");
    avn_file_abort(file);
    assert_file(path, "lo de ahora");
    assert_int_equal(count_entries(f->folder), 1);
}

static void file_is_copied_to_a_device(void **state)
{
    fixture *f = *state;
    const char *path = inside(f, "tubo");
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    setenv("TMPDIR", f->folder, 1);
    avn_file *file;
    assert_int_equal(avn_file_open(avn_allocator_standard, &f->sink, path, &file), AVANCE_OK);
    write_file(avn_file_temporary(file), "libro");
    assert_int_equal(avn_file_commit(file), AVANCE_OK);
    char got[16] = "";
    assert_int_equal(read(reader, got, sizeof got - 1), 5);
    assert_string_equal(got, "libro");
    close(reader);

    assert_int_equal(avn_file_open(avn_allocator_standard, &f->sink, "/dev/full", &file),
                     AVANCE_OK);
    write_file(avn_file_temporary(file), "libro");
    assert_int_equal(avn_file_commit(file), AVANCE_CANNOT_WRITE);
    unsetenv("TMPDIR");
    assert_int_equal(f->told, 1);
    assert_int_equal(count_entries(f->folder), 1);
}

/* Grants the first GRANTS requests for memory; then none. */
static void *miser(void *user, void *block, size_t size)
{
    int *grants = user;
    if (size == 0)
        return avn_allocator_standard.resize(NULL, block, 0);
    return (*grants)-- > 0 ? avn_allocator_standard.resize(NULL, block, size) : NULL;
}

static void short_memory_leaves_nothing(void **state)
{
    fixture *f = *state;
    assert_int_equal(symlink("destino", inside(f, "enlace")), 0);
    avance_status status = AVANCE_NO_MEMORY;
    int tried = 0;
    while (status != AVANCE_OK) {
        int grants = tried++;
        avn_file *file = NULL;
        avn_allocator allocator = { miser, &grants };
        status = avn_file_open(allocator, &f->sink, inside(f, "enlace"), &file);
        assert_true(status == AVANCE_OK || status == AVANCE_NO_MEMORY);
        avn_file_abort(file);
        assert_int_equal(count_entries(f->folder), 1);
    }
    assert_true(tried > 5);
    avn_out *out = NULL;
    int grants = 1;
    avn_allocator allocator = { miser, &grants };
    assert_int_equal(avn_out_open(allocator, &f->sink, inside(f, "x"), &out), AVANCE_NO_MEMORY);
    assert_null(out);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(appears_only_when_committed),
        CASE(replaces_and_keeps_permissions),
        CASE(abort_leaves_the_old),
        CASE(large_output_is_whole),
        CASE(link_is_written_through),
        CASE(full_device_is_told_once),
        CASE(full_device_is_told_at_the_end),
        CASE(failure_while_writing_leaves_the_old),
        CASE(closed_pipe_is_no_message),
        CASE(inherited_descriptor_is_not_reopened),
        CASE(slow_pipe_gets_all),
        CASE(fifo_is_written_directly),
        CASE(refusals_say_where_and_why),
        CASE(protection_is_respected),
        CASE(folder_appears_as_a_whole),
        CASE(folder_fails_as_a_whole),
        CASE(folder_made_in_vain_goes_away),
        CASE(file_is_put_in_place),
        CASE(file_is_copied_to_a_device),
        CASE(short_memory_leaves_nothing),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
