//! Making the page's nodes, in little code.
//!
//! A view of the framework has a type of its own, for which building, rebuilding and removing are compiled
//! anew: two fifths of what the page weighed. Here an element is the node itself, and what changes is an
//! effect of one type that writes to it. Everything belongs to the reactive owner in which it was made and
//! ends with it. Text becomes text nodes and attributes; no markup is ever read.

use std::any::Any;
use std::borrow::Cow;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement, InputEvent, Node};

type Words = Cow<'static, str>;

/// Writes words to where they are shown; `None` takes them away.
type Put = Box<dyn FnMut(Option<&str>)>;

/// What an attribute or a text says: `None` takes an attribute away.
pub(crate) enum Value {
    /// Always the same.
    Fixed(Option<Words>),
    /// Follows what it reads.
    Live(Box<dyn Fn() -> Option<Words>>),
}

/// What can be said in words.
pub(crate) trait Plain {
    /// The words; `None` for no attribute.
    fn plain(self) -> Option<Words>;
}

impl Plain for &'static str {
    fn plain(self) -> Option<Words> {
        Some(Cow::Borrowed(self))
    }
}

impl Plain for String {
    fn plain(self) -> Option<Words> {
        Some(Cow::Owned(self))
    }
}

impl Plain for bool {
    fn plain(self) -> Option<Words> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: Plain> Plain for Option<T> {
    fn plain(self) -> Option<Words> {
        self.and_then(Plain::plain)
    }
}

impl<T: Plain> From<T> for Value {
    fn from(words: T) -> Self {
        Self::Fixed(words.plain())
    }
}

/// A value that follows what it reads.
pub(crate) fn live<T: Plain + 'static>(f: impl Fn() -> T + 'static) -> Value {
    Value::Live(Box::new(move || f().plain()))
}

impl Value {
    /// Calls `put` with the words, now and whenever they are others.
    #[inline(never)]
    fn follow(self, mut put: Put) {
        match self {
            Self::Fixed(words) => put(words.as_deref()),
            Self::Live(f) => {
                let mut before = None;
                effect(Box::new(move || {
                    let now = f();
                    if before.as_ref() != Some(&now) {
                        put(now.as_deref());
                        before = Some(now);
                    }
                }));
            }
        }
    }
}

/// Runs `f` now, and again whenever what it reads changes.
#[inline(never)]
fn effect(mut f: Box<dyn FnMut()>) {
    keep(Box::new(RenderEffect::new(move |_: Option<()>| f())));
}

/// Keeps something as long as what is being made.
#[inline(never)]
fn keep(thing: Box<dyn Any>) {
    StoredValue::new_local(thing);
}

/// Hears an event of type `name` as long as what is being made.
pub(crate) fn listen<E: JsCast + 'static>(target: &EventTarget, name: &str, mut f: impl FnMut(E) + 'static) {
    hear(target, name, Box::new(move |e| f(e.unchecked_into())));
}

#[inline(never)]
fn hear(target: &EventTarget, name: &str, f: Box<dyn FnMut(Event)>) {
    let hearing = Hearing {
        target: target.clone(),
        name: name.to_owned(),
        closure: Closure::wrap(f),
    };
    // Fails for no target of ours.
    let _ = target.add_event_listener_with_callback(name, hearing.closure.as_ref().unchecked_ref());
    keep(Box::new(hearing));
}

/// What hears an event. It does not hear that its own element goes: a field that has the keys is left then.
struct Hearing {
    target: EventTarget,
    name: String,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Hearing {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(&self.name, callback);
    }
}

/// An element, or several things that go into one: see [`fragment`].
#[must_use]
pub(crate) struct El(Node);

/// A new element.
#[inline(never)]
pub(crate) fn el(tag: &str) -> El {
    El(document().create_element(tag).expect("a tag of ours").into())
}

/// A new element of a class.
#[inline(never)]
pub(crate) fn classed(tag: &str, class: &str) -> El {
    el(tag).class(class)
}

/// A new button of a class that does `f`.
pub(crate) fn button(class: &str, f: impl FnMut() + 'static) -> El {
    classed("button", class).attr("type", "button").press(f)
}

/// Several things that go into one element.
#[inline(never)]
pub(crate) fn fragment() -> El {
    El(document().create_document_fragment().into())
}

impl El {
    fn element(&self) -> &Element {
        self.0.unchecked_ref()
    }

    /// The element itself, as `T`.
    pub(crate) fn node<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }

    /// Gives it a fixed attribute.
    #[inline(never)]
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        // Fails for names that are none.
        let _ = self.element().set_attribute(name, value);
        self
    }

    /// Gives it its classes.
    #[inline(never)]
    pub(crate) fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Gives it an attribute that may follow something or be absent.
    pub(crate) fn bind(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.bind_value(name, value.into())
    }

    #[inline(never)]
    fn bind_value(self, name: &'static str, value: Value) -> Self {
        let element: Element = self.node();
        value.follow(Box::new(move |words| {
            let _ = match words {
                Some(words) => element.set_attribute(name, words),
                None => element.remove_attribute(name),
            };
        }));
        self
    }

    /// Gives it a style property; a style attribute would be against the content policy.
    pub(crate) fn style(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.style_value(name, value.into())
    }

    #[inline(never)]
    fn style_value(self, name: &'static str, value: Value) -> Self {
        let element: HtmlElement = self.node();
        value.follow(Box::new(move |words| {
            let _ = element.style().set_property(name, words.unwrap_or_default());
        }));
        self
    }

    /// What is written in a field.
    #[inline(never)]
    pub(crate) fn value(self, value: Value) -> Self {
        let element: Element = self.node();
        value.follow(Box::new(move |words| {
            let words = JsValue::from_str(words.unwrap_or_default());
            let _ = js_sys::Reflect::set(&element, &JsValue::from_str("value"), &words);
        }));
        self
    }

    /// Whether a box is ticked.
    #[inline(never)]
    pub(crate) fn checked(self, value: Value) -> Self {
        let element: HtmlInputElement = self.node();
        value.follow(Box::new(move |words| element.set_checked(words.is_some())));
        self
    }

    /// Hears an event.
    pub(crate) fn on<E: JsCast + 'static>(self, name: &str, f: impl FnMut(E) + 'static) -> Self {
        listen(&self.0, name, f);
        self
    }

    /// What becomes of what is typed in it. Half of a conversion is not typed yet: `converting` tells whether one is going
    /// on, which is asked of each letter, since a conversion that is cut off, as by a value from another tab, ends without a
    /// word. (What ends it otherwise says of no conversion that it goes on.)
    pub(crate) fn typed(self, converting: StoredValue<bool>, write: impl Fn(String) + 'static) -> Self {
        self.hears_typing(converting, Rc::new(write))
    }

    #[inline(never)]
    fn hears_typing(self, converting: StoredValue<bool>, write: Rc<dyn Fn(String)>) -> Self {
        for name in ["input", "compositionend"] {
            let write = write.clone();
            listen(&self.0, name, move |e: InputEvent| {
                let halfway = e.is_composing();
                converting.set_value(halfway);
                if !halfway {
                    write(event_target_value(&e));
                }
            });
        }
        self
    }

    /// What a click on it does.
    pub(crate) fn press(self, mut f: impl FnMut() + 'static) -> Self {
        hear(&self.0, "click", Box::new(move |_| f()));
        self
    }

    /// Puts something into it, behind what is there.
    pub(crate) fn child(self, child: impl Child) -> Self {
        child.add_to(&self.0);
        self
    }
}

/// What goes into an element.
pub(crate) trait Child {
    /// Puts it at the end of `parent`.
    fn add_to(self, parent: &Node);
}

/// Makes something inside `parent` that lasts as long as what is returned.
pub(crate) fn stage(parent: &Element, make: impl FnOnce() -> El) -> Owner {
    let owner = Owner::new();
    append(parent, &owner.with(|| untrack(make)).0);
    owner
}

fn append(parent: &Node, child: &Node) {
    // Fails where something would contain itself.
    let _ = parent.append_child(child);
}

impl Child for El {
    fn add_to(self, parent: &Node) {
        append(parent, &self.0);
    }
}

impl Child for Value {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        let node = document().create_text_node("");
        append(parent, &node);
        self.follow(Box::new(move |words| node.set_data(words.unwrap_or_default())));
    }
}

impl Child for &str {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        append(parent, &document().create_text_node(self));
    }
}

impl Child for String {
    fn add_to(self, parent: &Node) {
        self.as_str().add_to(parent);
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, parent: &Node) {
        if let Some(child) = self {
            child.add_to(parent);
        }
    }
}

impl Child for Vec<El> {
    fn add_to(self, parent: &Node) {
        for child in self {
            child.add_to(parent);
        }
    }
}

/// A part of an element whose nodes change.
#[must_use]
pub(crate) struct Region(Box<dyn FnOnce(Place)>);

/// Where a region is: between two marks, which go where the region goes.
struct Place {
    start: Node,
    end: Node,
}

impl Child for Region {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        let mark = || -> Node { document().create_comment("").into() };
        let place = Place {
            start: mark(),
            end: mark(),
        };
        append(parent, &place.start);
        append(parent, &place.end);
        (self.0)(place);
    }
}

impl Place {
    fn put(&self, node: &Node, before: Option<&Node>) {
        if let Some(parent) = self.end.parent_node() {
            let _ = parent.insert_before(node, before.or(Some(&self.end)));
        }
    }

    fn clear(&self) {
        while let Some(node) = self.start.next_sibling().filter(|n| n != &self.end) {
            remove(&node);
        }
    }
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

/// A part that is drawn anew when what `draw` reads changes.
pub(crate) fn dynamic<C: Child>(mut draw: impl FnMut() -> C + 'static) -> Region {
    region(Box::new(move || fragment().child(draw())))
}

#[inline(never)]
fn region(mut draw: Box<dyn FnMut() -> El>) -> Region {
    Region(Box::new(move |place| {
        effect(Box::new(move || {
            let El(node) = draw();
            place.clear();
            place.put(&node, None);
        }));
    }))
}

/// A part that is there while `holds` holds.
pub(crate) fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    make: impl Fn() -> El + 'static,
) -> Region {
    let holds = memo(Box::new(holds));
    region(Box::new(
        move || {
            if holds.get() { untrack(&make) } else { fragment() }
        },
    ))
}

#[inline(never)]
fn memo(f: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| f())
}

/// One element for each item of a list. An item with the key of one before keeps its element.
pub(crate) fn each<T: 'static>(
    list: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    make: impl Fn(T) -> El + 'static,
) -> Region {
    let make = Rc::new(make);
    rows(Box::new(move || {
        let row = |item| -> Row {
            let (key, make) = (key(&item), make.clone());
            (key, Box::new(move || make(item)))
        };
        list().into_iter().map(row).collect()
    }))
}

/// A key, and how to make the element.
type Row = (String, Box<dyn FnOnce() -> El>);

#[inline(never)]
fn rows(list: Box<dyn Fn() -> Vec<Row>>) -> Region {
    Region(Box::new(move |place| {
        // Rows outlive the run of the effect that makes them.
        let home = Owner::current().unwrap_or_default();
        let mut shown: Vec<(String, Node, Owner)> = Vec::new();
        effect(Box::new(move || {
            let mut before = std::mem::take(&mut shown);
            for (key, make) in list() {
                let known = before.iter().position(|row| row.0 == key);
                shown.push(match known {
                    Some(n) => before.swap_remove(n),
                    None => {
                        let owner = home.child();
                        let El(node) = owner.with(|| untrack(make));
                        (key, node, owner)
                    }
                });
            }
            for (_, node, owner) in before {
                owner.cleanup();
                remove(&node);
            }
            // Only what is out of place is moved: moving takes the focus away.
            let mut at = place.start.next_sibling();
            for (_, node, _) in &shown {
                if at.as_ref() == Some(node) {
                    at = node.next_sibling();
                } else {
                    place.put(node, at.as_ref());
                }
            }
        }));
    }))
}
