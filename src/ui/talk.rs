//! What the page and the desk say to each other: a kind, which crosses as its number, and a text. Both programs are of one
//! build, so the numbers are the same in both; a kind that only one of them knows does not compile.

/// A list of kinds without fields, and the way from their numbers.
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $kind:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[$what])* $kind,)* }

        impl $name {
            /// The kind with this number, if there is one.
            pub(crate) fn numbered(number: u32) -> Option<Self> {
                const ALL: &[$name] = &[$($name::$kind),*];
                ALL.get(number as usize).copied()
            }

            /// Its number.
            pub(crate) fn number(self) -> u32 {
                self as u32
            }
        }
    };
}

kinds! {
    /// What the page tells the desk.
    ToDesk {
        /// The workspace as it is stored.
        Work,
        /// An operation as it is stored.
        Operation,
        /// Where the person is, as `ui::desk` writes it.
        Situation,
        /// The nodes of the document are new.
        Drawn,
        /// Nobody is asked about a place any more.
        Unasked,
        /// One of its own keys, by name.
        Key,
        /// Nothing but that the desk is wanted.
        Wanted,
        /// A dialog is wanted: the number of a [`Dialog`], a space, and what it is about.
        Dialog,
        /// The filter's bar is wanted, or is in the way.
        Filter,
        /// The table of the document's tags is wanted.
        Table,
        /// Somebody wants to go on as this person, or as a new one.
        Become,
        /// The place at this byte of the text is to be asked about.
        Repair,
    }
}

kinds! {
    /// The dialogs of the desk; behind each what it may be about.
    Dialog {
        /// The list of keys.
        Keys,
        /// Themes, commands and places by their first letters.
        Palette,
        /// One theme, by its id, or a new one.
        Theme,
        /// All themes; the one with this id is chosen.
        Codebook,
        /// Statements like those that have the theme with this id.
        Like,
        /// The steps that were done.
        History,
        /// Tags and notes on the whole, or on the section with this number.
        Whole,
        /// A theme for all that the filter has found.
        TagAll,
        /// What files would bring: their names and, on the last line, a summary.
        Merge,
        /// Whether what was done becomes the person's with this id.
        Hand,
        /// The system with this id.
        Glossary,
        /// Whether this computer is to be cleared.
        Forget,
    }
}

kinds! {
    /// What the desk asks of the page.
    ToPage {
        /// Run an operation, given as it is stored.
        Run,
        /// So many steps back.
        Undo,
        /// So many steps forth.
        Redo,
        /// Put this theme on the current unit, or take it off.
        Theme,
        /// Do what this key does; behind `^` with Ctrl.
        Key,
        /// Go to this byte of the text.
        Go,
        /// Show the document with this fingerprint.
        Document,
        /// Whether somebody is being asked about a place: `true` or `false`.
        Asking,
        /// Bring these UTF-16 offsets into view.
        Reveal,
        /// One of these is to be seen, once what is folded away has left.
        Found,
        /// Clear this computer.
        Forget,
        /// The answer to what a merge would do, as `ui::merging` reads it.
        Merge,
        /// Press the button with this id.
        Click,
        /// Paint these UTF-16 offsets pale.
        Dim,
        /// Mark these as the search marks what it has found.
        Words,
        /// Text was folded away, or came back; with `place` what is chosen stays in sight.
        Relay,
        /// Be this person from now on.
        Be,
        /// Say this, where everybody sees it.
        Say,
        /// Say this to who listens.
        Announce,
        /// Whether a suggestion of the current unit was refused: `true` or `false`.
        Refused,
        /// Show the view with this name.
        View,
        /// Give the focus to the text.
        Read,
    }
}
