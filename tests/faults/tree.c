/* The files of the state directory and of the runlevels, as text. */
#include "faults.h"
#include <ftw.h>

static struct tree *reading;

static int
remove_one(const char *path, const struct stat *stat, int kind, struct FTW *ftw)
{
	(void)stat, (void)kind, (void)ftw;
	return remove(path);
}

void
remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static int
read_one(const char *path, const struct stat *stat, int kind, struct FTW *ftw)
{
	char what[4096] = "folder";
	struct entry *entry = &reading->entries[reading->count++];

	(void)ftw;
	if (reading->count == COUNT(reading->entries))
		abort();
	if (kind == FTW_SL) {
		strcpy(what, "link to ");
		ssize_t length = readlink(path, what + 8, sizeof(what) - 9);
		what[8 + (length > 0 ? length : 0)] = 0;
	} else if (S_ISREG(stat->st_mode)) {
		FILE *file = fopen(path, "r");
		size_t length = fread(what, 1, sizeof(what) - 1, file);
		what[length] = 0;
		fclose(file);
	}
	entry->path = strdup(path);
	entry->what = strdup(what);
	return 0;
}

void
read_tree(struct tree *tree)
{
	tree->count = 0;
	reading = tree;
	nftw(STATE, read_one, 16, FTW_PHYS);
	nftw("/etc/runlevels", read_one, 16, FTW_PHYS);
}

void
free_tree(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		free(tree->entries[i].path);
		free(tree->entries[i].what);
	}
	tree->count = 0;
}

static bool
is_hidden(const char *path)
{
	return strrchr(path, '/')[1] == '.';
}

/* What an entry is; NULL where there is none. */
static const char *
look_up(const struct tree *tree, const char *path)
{
	for (size_t i = 0; i < tree->count; i++)
		if (strcmp(tree->entries[i].path, path) == 0)
			return tree->entries[i].what;
	return NULL;
}

static bool
same(const char *one, const char *other)
{
	return one && other ? strcmp(one, other) == 0 : one == other;
}

static const char *
neither_of(const struct tree *paths, const struct tree *now, const struct tree *old,
    const struct tree *new)
{
	for (size_t i = 0; i < paths->count; i++) {
		const char *path = paths->entries[i].path;
		const char *what = look_up(now, path);
		if (!is_hidden(path) && !same(what, look_up(old, path)) &&
		    !same(what, look_up(new, path)))
			return path;
	}
	return NULL;
}

const char *
neither(const struct tree *now, const struct tree *old, const struct tree *new)
{
	const char *path = neither_of(now, now, old, new);

	if (!path)
		path = neither_of(old, now, old, new);
	return path ? path : neither_of(new, now, old, new);
}

static bool
has_content(const struct tree *tree, const char *what)
{
	for (size_t i = 0; i < tree->count; i++)
		if (same(tree->entries[i].what, what) && !is_hidden(tree->entries[i].path))
			return true;
	return false;
}

const char *
neither_record(const struct tree *now, const struct tree *old, const struct tree *new)
{
	for (size_t i = 0; i < now->count; i++) {
		const struct entry *entry = &now->entries[i];
		if (!is_hidden(entry->path) && !has_content(old, entry->what) &&
		    !has_content(new, entry->what))
			return entry->path;
	}
	for (size_t i = 0; i < old->count; i++) {
		const struct entry *entry = &old->entries[i];
		if (has_content(new, entry->what) && !has_content(now, entry->what))
			return entry->path;
	}
	return NULL;
}

/* wasinactive is left out: it goes when a service is marked twice. */
const char *
differs(const struct tree *now, const struct tree *expected)
{
	const struct tree *both[] = { now, expected };

	for (size_t t = 0; t < COUNT(both); t++) {
		for (size_t i = 0; i < both[t]->count; i++) {
			const char *path = both[t]->entries[i].path;
			const char *one = look_up(now, path), *other = look_up(expected, path);
			const char *folder = one ? one : other;
			if (!is_hidden(path) && !strstr(path, "/wasinactive/") && strcmp(folder, "folder") != 0 && !same(one, other))
				return path;
		}
	}
	return NULL;
}

const char *
hidden(const struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		if (is_hidden(tree->entries[i].path))
			return tree->entries[i].path;
	return NULL;
}
