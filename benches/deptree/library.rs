//! One librc.so.1, by its C functions. Two of them live in one process: neither sees
//! the other's names (RTLD_LOCAL).

use std::ffi::{c_char, c_int, c_void, CStr, CString};
use std::ptr::null_mut;

type Pointer = *mut c_void;

/// Its functions, as `rc.h` declares them.
pub struct Library {
    load: extern "C" fn() -> Pointer,
    free: extern "C" fn(Pointer),
    depends: extern "C" fn(Pointer, Pointer, Pointer, *const c_char, c_int) -> Pointer,
    depend: extern "C" fn(Pointer, *const c_char, *const c_char) -> Pointer,
    order: extern "C" fn(Pointer, *const c_char, c_int) -> Pointer,
    update: extern "C" fn(c_int) -> bool,
    update_needed: extern "C" fn(*mut i64, *mut c_char) -> bool,
    list_new: extern "C" fn() -> Pointer,
    list_add: extern "C" fn(Pointer, *const c_char) -> Pointer,
    list_free: extern "C" fn(Pointer),
}

/// A tree of the state directory.
pub struct Tree<'a>(&'a Library, Pointer);

impl Drop for Tree<'_> {
    fn drop(&mut self) {
        (self.0.free)(self.1);
    }
}

/// An `RC_STRINGLIST`.
pub struct List<'a>(&'a Library, Pointer);

impl Drop for List<'_> {
    fn drop(&mut self) {
        (self.0.list_free)(self.1);
    }
}

impl Library {
    /// Opens what an environment variable names, for good.
    pub fn open(variable: &str) -> Self {
        let path = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set"));
        // SAFETY: OpenRC's libraries do nothing when they are loaded.
        let library = unsafe { libloading::Library::new(path) }.unwrap();
        let library = Box::leak(Box::new(library));
        macro_rules! function {
            ($name:literal) => {
                // SAFETY: the field that it is stored in has the type that rc.h gives it.
                *unsafe { library.get($name) }.unwrap()
            };
        }
        Library {
            load: function!(b"rc_deptree_load\0"),
            free: function!(b"rc_deptree_free\0"),
            depends: function!(b"rc_deptree_depends\0"),
            depend: function!(b"rc_deptree_depend\0"),
            order: function!(b"rc_deptree_order\0"),
            update: function!(b"rc_deptree_update\0"),
            update_needed: function!(b"rc_deptree_update_needed\0"),
            list_new: function!(b"rc_stringlist_new\0"),
            list_add: function!(b"rc_stringlist_add\0"),
            list_free: function!(b"rc_stringlist_free\0"),
        }
    }

    /// `rc_deptree_load`
    pub fn load(&self) -> Tree<'_> {
        let tree = (self.load)();
        assert!(!tree.is_null(), "no tree");
        Tree(self, tree)
    }

    /// A list of names.
    pub fn list(&self, names: &[impl AsRef<str>]) -> List<'_> {
        let list = (self.list_new)();
        for name in names {
            let name = CString::new(name.as_ref()).unwrap();
            (self.list_add)(list, name.as_ptr());
        }
        List(self, list)
    }

    /// `rc_deptree_depends`, and freeing of the answer.
    pub fn depends(
        &self,
        tree: &Tree<'_>,
        types: &List<'_>,
        services: &List<'_>,
        level: &CStr,
        options: c_int,
    ) {
        self.freed((self.depends)(
            tree.1,
            types.1,
            services.1,
            level.as_ptr(),
            options,
        ));
    }

    /// `rc_deptree_depend`, and freeing of the answer.
    pub fn depend(&self, tree: &Tree<'_>, service: &CStr, kind: &CStr) {
        self.freed((self.depend)(tree.1, service.as_ptr(), kind.as_ptr()));
    }

    /// `rc_deptree_order`, and freeing of the answer.
    pub fn order(&self, tree: &Tree<'_>, level: &CStr, options: c_int) {
        self.freed((self.order)(tree.1, level.as_ptr(), options));
    }

    /// `rc_deptree_update`
    pub fn update(&self) -> bool {
        (self.update)(0)
    }

    /// `rc_deptree_update_needed`
    pub fn update_needed(&self) -> bool {
        (self.update_needed)(null_mut(), null_mut())
    }

    fn freed(&self, list: Pointer) {
        (self.list_free)(list);
    }
}
