//! Many files at once, in parallel, printed in their order.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// The files of a list, those of folders and of folders in them in order of their names.
pub(crate) fn files(names: &[&str]) -> Result<Vec<String>, (String, io::Error)> {
    let mut out = Vec::new();
    for name in names {
        add(Path::new(name), &mut out).map_err(|e| ((*name).to_owned(), e))?;
    }
    Ok(out)
}

fn add(path: &Path, out: &mut Vec<String>) -> io::Result<()> {
    if !path.is_dir() {
        out.push(path.to_string_lossy().into_owned());
        return Ok(());
    }
    let mut inner = std::fs::read_dir(path)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?;
    inner.sort();
    for path in inner {
        let hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with('.'));
        // A link to a folder above would never end.
        if !(hidden || path.is_symlink() && path.is_dir()) {
            add(&path, out)?;
        }
    }
    Ok(())
}

/// What is printed of a document, and whether it could not be opened.
pub(crate) type Row = (String, bool);

/// Reads files on all processors and hands on their rows in the order of the files. How many could not be opened.
pub(crate) fn in_parallel<E>(
    files: &[String],
    read: &(dyn Fn(&str) -> Vec<Row> + Sync),
    print: &mut dyn FnMut(&str) -> Result<(), E>,
) -> Result<usize, E> {
    let workers = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(files.len().max(1));
    let next = AtomicUsize::new(0);
    // No more than this waits to be printed.
    let (send, receive) = mpsc::sync_channel(4 * workers);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (next, send) = (&next, send.clone());
            scope.spawn(move || {
                while let Some((n, file)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, files.get(n)?)))
                {
                    if send.send((n, read(file))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let (mut waiting, mut due, mut failed) = (BTreeMap::new(), 0, 0);
        for (n, rows) in receive {
            waiting.insert(n, rows);
            while let Some(rows) = waiting.remove(&due) {
                for (row, lost) in rows {
                    failed += usize::from(lost);
                    print(&row)?;
                }
                due += 1;
            }
        }
        Ok(failed)
    })
}
