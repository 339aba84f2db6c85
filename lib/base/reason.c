/* The C library speaks the process's locale, which `--lang` does not change; the reasons that
 * people meet when they name a file are said here, the rest is left to strerror_r. */
#include "base/reason.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"

typedef struct reason {
    int error;
    const char *es, *en;
} reason;

static const reason reasons[] = {
    { EACCES, "permiso denegado", "permission denied" },
    { EPERM, "operación no permitida", "operation not permitted" },
    { ENOENT, "no existe el archivo o la carpeta", "no such file or folder" },
    { ENOTDIR, "no es una carpeta", "not a folder" },
    { EISDIR, "es una carpeta", "it is a folder" },
    { ENOSPC, "no queda espacio en el disco", "no space left on the disk" },
    { EDQUOT, "se agotó la cuota de disco", "disk quota exceeded" },
    { EFBIG, "el archivo sería demasiado grande", "the file would be too large" },
    { EROFS, "el sistema de archivos es de solo lectura", "the file system is read-only" },
    { ELOOP, "demasiados enlaces simbólicos", "too many symbolic links" },
    { ENAMETOOLONG, "el nombre es demasiado largo", "the name is too long" },
    { EMFILE, "demasiados archivos abiertos", "too many open files" },
    { EBADF, "la salida está cerrada", "the stream is closed" },
    { EIO, "error de entrada o salida", "input or output error" },
    { ENOMEM, "no hay memoria suficiente", "out of memory" },
};

const char *avn_reason(avance_language language, int error, char buffer[AVN_REASON_SIZE])
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error)
            return avn_say(language, reasons[i].es, reasons[i].en);
    if (strerror_r(error, buffer, AVN_REASON_SIZE) != 0)
        snprintf(buffer, AVN_REASON_SIZE, "errno %d", error);
    return buffer;
}
