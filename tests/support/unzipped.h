/* One part of a ZIP file, unpacked. */
#ifndef UNZIPPED_H
#define UNZIPPED_H

/* The bytes of part NAME of the file PATH, NUL-terminated; NULL when there is none. Free with
 * free(). */
char *unzipped(const char *path, const char *name);

#endif
