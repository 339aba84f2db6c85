/* Streams: what stands in place after success and after each kind of failure. */
#include "out_case.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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
    } cases[] = { { inside(f, "no/hay"), "its folder does not exist; make it first" },
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
        assert_string_equal(f->last, avn_arena_printf(&f->messages, "cannot write: %s: %s",
                                                      cases[i].path, cases[i].why)
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

int main(void)
{
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
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
