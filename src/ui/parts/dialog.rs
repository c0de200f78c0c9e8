//! A dialog on the browser's own `<dialog>`: focus is kept inside, Escape closes, the rest is inert.

use leptos::html;
use leptos::prelude::*;

use crate::ui::reader;

/// Shows its children while `open`; `on_close` hears Escape and the like.
#[component]
pub(crate) fn Dialog(
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// Called when it was closed by the browser or must be.
    on_close: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let children = StoredValue::new(children);
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only for a dialog that is not in the page.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
            reader::focus();
        }
    });
    view! {
        <dialog
            node_ref=node
            class="dialog"
            aria-label=title
            on:close=move |_| {
                if open.get_untracked() {
                    on_close.run(());
                    reader::focus();
                }
            }
        >
            <Show when=move || open.get()>
                <h2 class="dialog__title">{title}</h2>
                {children.with_value(|c| c())}
            </Show>
        </dialog>
    }
}
