//! The page's entry: mount, nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    fusen::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this is the web page; build it with `make dist`, or run the command `fusen`");
}
