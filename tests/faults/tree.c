/* The files of the state directory and of the runlevels, as text. */
#include "faults.h"
#include <ftw.h>
#include <sys/xattr.h>

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

static char *
say_acl(char *end, const char *path)
{
	unsigned char acl[256];
	ssize_t length = getxattr(path, "system.posix_acl_access", acl, sizeof(acl));

	for (ssize_t i = 0; i < length; i++)
		end += sprintf(end, "%02x", acl[i]);
	return end;
}

static int
read_one(const char *path, const struct stat *stat, int kind, struct FTW *ftw)
{
	char what[4096] = "folder", *end;
	size_t rights = 0;
	struct entry *entry = &reading->entries[reading->count++];

	(void)ftw;
	if (reading->count == COUNT(reading->entries))
		abort();
	if (kind == FTW_SL) {
		strcpy(what, "link to ");
		ssize_t length = readlink(path, what + 8, sizeof(what) - 9);
		what[8 + (length > 0 ? length : 0)] = 0;
	} else if (S_ISREG(stat->st_mode)) {
		end = what + sprintf(what, "%o %u %u ", stat->st_mode, stat->st_uid, stat->st_gid);
		end = say_acl(end, path);
		rights = (size_t)(end - what);
		FILE *file = fopen(path, "r");
		size_t length = fread(end, 1, sizeof(what) - 1 - (size_t)(end - what), file);
		end[length] = 0;
		fclose(file);
	}
	entry->path = strdup(path);
	entry->what = strdup(what);
	entry->rights = rights;
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

const char *
lost_rights(const struct tree *old, const struct tree *new)
{
	for (size_t i = 0; i < old->count; i++) {
		const struct entry *entry = &old->entries[i];
		const char *now = look_up(new, entry->path);
		bool is_link = strncmp(entry->what, "link to ", 8) == 0;
		if (now && (strncmp(entry->what, now, entry->rights) != 0 ||
		    (is_link && strncmp(now, "link to ", 8) != 0)))
			return entry->path;
	}
	return NULL;
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
