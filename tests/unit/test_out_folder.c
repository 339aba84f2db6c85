/* Folders of streams and files that a library writes: all in place, or nothing changed. */
#include "out_case.h"

#include <fcntl.h>
#include <unistd.h>

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
    const struct CMUnitTest tests[] = {
        CASE(folder_appears_as_a_whole),     CASE(folder_fails_as_a_whole),
        CASE(folder_made_in_vain_goes_away), CASE(file_is_put_in_place),
        CASE(file_is_copied_to_a_device),    CASE(short_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
