//! Memory that holds keys and what is known of patients: the process writes no core dump, a key lies in
//! pages of its own that are not swapped out and are wiped when they are given back, and every other
//! block is wiped when it is freed ([`Wiping`]): a password passes through many hands, and none of them
//! can be trusted to wash itself. Hibernation still writes all memory to
//! disk; that is why the app locks before the computer sleeps.
//!
//! On Linux a process without dumps is also closed to the desktop portals, which look the caller up
//! in `/proc`: file dialogs must be those of GTK itself. The Windows lines were not tried.

use std::alloc::{GlobalAlloc, Layout, System};

use zeroize::Zeroize;

/// Turns core dumps and crash reports of this process off. Answers whether the system agreed; a
/// system that did not is a thing to tell, not a reason to stop.
#[cfg(unix)]
pub fn no_core_dumps() -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let limited = setrlimit(Resource::Core, none).is_ok();
    #[cfg(target_os = "linux")]
    let limited = {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        // A core pattern that pipes to a program ignores the limit of 0, so the flag is needed too.
        set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok() && limited
    };
    limited
}

/// Turns crash reports of this process off: no dialog of Windows Error Reporting, and, should one be
/// made all the same, no heap in it and none of it kept for later.
#[cfg(windows)]
pub fn no_core_dumps() -> bool {
    use windows_sys::Win32::System::Diagnostics::Debug::{
        SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode,
    };
    use windows_sys::Win32::System::ErrorReporting::{
        WER_FAULT_REPORTING_FLAG_NOHEAP, WER_FAULT_REPORTING_NO_UI, WerSetFlags,
    };
    #[allow(unsafe_code, reason = "both take flags by value; no memory is passed")]
    unsafe {
        SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
        WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP | WER_FAULT_REPORTING_NO_UI) == 0
    }
}

/// Whether the system keeps the pages of a key out of swap: a user's limit on locked memory can refuse.
pub fn locks() -> bool {
    LockedBytes::zeroed(1).is_locked()
}

/// The system's allocator, which wipes each block before it is given back. The programs declare it as
/// their global allocator. It reaches what Rust allocates; SQLCipher wipes its keys itself.
pub struct Wiping;

/// Blocks from here on grow where they are or by moving whole pages, which leaves no copy behind on
/// Linux; smaller ones are copied and the old block is wiped.
const MOVED_BY_PAGES: usize = 128 * 1024;

#[allow(
    unsafe_code,
    reason = "each call is passed on to the system's allocator as it came; a block is written to only \
              within its own length, while it is still owned"
)]
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe {
            block.write_bytes(0, layout.size());
            // Whoever might look at it: the compiler may not leave the writing out.
            std::hint::black_box(block);
            System.dealloc(block, layout);
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if MOVED_BY_PAGES <= layout.size().min(new_size) {
            return unsafe { System.realloc(block, layout, new_size) };
        }
        unsafe {
            let grown = System.alloc(Layout::from_size_align_unchecked(new_size, layout.align()));
            if !grown.is_null() {
                grown.copy_from_nonoverlapping(block, layout.size().min(new_size));
                self.dealloc(block, layout);
            }
            grown
        }
    }
}

/// Gives what was freed back to the system, as far as its allocator keeps it: a page cache that was
/// emptied is only then gone. Elsewhere than with glibc the allocator does so by itself.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[allow(unsafe_code, reason = "it touches no block that is in use")]
    unsafe {
        libc::malloc_trim(0);
    }
}

/// A fixed number of bytes in pages of their own: kept out of swap where the system allows it, and
/// wiped before the pages are given back.
pub struct LockedBytes {
    // The lock goes before the pages do: fields are dropped in this order.
    lock: Option<region::LockGuard>,
    pages: Box<[u8]>,
    start: usize,
    len: usize,
}

impl LockedBytes {
    /// `len` zero bytes. Locking is by page and does not nest, so the bytes share no page with any
    /// other allocation.
    pub fn zeroed(len: usize) -> LockedBytes {
        let page = region::page::size();
        let whole = len.max(1).next_multiple_of(page);
        let pages = vec![0; whole + page].into_boxed_slice();
        let address = pages.as_ptr() as usize;
        let start = address.next_multiple_of(page) - address;
        let lock = region::lock(pages[start..].as_ptr(), whole).ok();
        LockedBytes {
            lock,
            pages,
            start,
            len,
        }
    }

    /// Moves `bytes` in and wipes where they were.
    pub fn take(bytes: &mut [u8]) -> LockedBytes {
        let mut locked = LockedBytes::zeroed(bytes.len());
        locked.bytes_mut().copy_from_slice(bytes);
        bytes.zeroize();
        locked
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.pages[self.start..self.start + self.len]
    }

    /// The bytes, to be written.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.pages[self.start..self.start + self.len]
    }

    /// Whether the system keeps the pages out of swap. A user's limit on locked memory can refuse.
    pub fn is_locked(&self) -> bool {
        self.lock.is_some()
    }
}

impl Drop for LockedBytes {
    fn drop(&mut self) {
        self.pages.zeroize();
    }
}

impl std::fmt::Debug for LockedBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LockedBytes({} bytes)", self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_kernel_agrees_that_there_is_no_dump() {
        use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
        assert!(no_core_dumps());
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn locked_pages_are_counted_by_the_kernel_until_they_are_given_back() {
        fn locked_kib() -> u64 {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let line = status
                .lines()
                .find(|line| line.starts_with("VmLck:"))
                .unwrap();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        }
        let key = LockedBytes::take(&mut vec![7; 32 * 1024]);
        if !key.is_locked() {
            println!("skipped: this user may lock no memory");
            return;
        }
        assert!(32 <= locked_kib());
        drop(key);
        assert!(locked_kib() < 32);
    }

    #[test]
    fn taking_a_key_wipes_where_it_was_and_never_shows_it() {
        for len in [0, 1, 32, 4096, 5000] {
            let mut typed = vec![7; len];
            let mut key = LockedBytes::take(&mut typed);
            assert_eq!(key.bytes(), vec![7; len]);
            assert_eq!(typed, vec![0; len]);
            assert_eq!(format!("{key:?}"), format!("LockedBytes({len} bytes)"));
            key.bytes_mut().fill(9);
            assert_eq!(key.bytes(), vec![9; len]);
        }
    }
}
