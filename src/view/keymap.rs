//! What a key does.
//!
//! Single keys work while nobody is typing, no Japanese conversion is going on, no dialog or menu is open,
//! and no Ctrl, Alt or Meta is down. Themes have keys of their own: see [`super::theme_keys`].

/// A key as the page hears it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Ctrl, or ⌘ on a Mac.
    pub command: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// A conversion is going on: `isComposing`, the key `Process`, or key code 229 (some browsers report the
    /// Enter that confirms a conversion after it has ended).
    pub composing: bool,
    /// A text field has the focus.
    pub typing: bool,
    /// A radio group, tab list, menu or list box has the focus: arrow keys are its own.
    pub arrows_taken: bool,
    /// A button, a link or a box has the focus: Enter and Backspace are its own.
    pub pressable: bool,
    /// A dialog or menu is open.
    pub modal: bool,
    /// It shows what is taken back, as the codebook does.
    pub shows_undo: bool,
    /// It is held down, and this is not the first time it is heard.
    pub repeat: bool,
}

/// What can be asked for by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// So many units on; with Shift the selection grows.
    Step {
        /// 1 or -1.
        by: i64,
        /// Shift.
        extend: bool,
    },
    /// Moves an edge of the words that are chosen.
    Edge {
        /// 1 or -1 letter.
        by: i64,
        /// Shift: their end; else where they begin.
        end: bool,
    },
    /// Puts on or takes off the theme with this key.
    Theme(char),
    /// To the note.
    Note,
    /// To the search.
    Search,
    /// Next kind of unit.
    Unit,
    /// Asks how the current unit is to be read.
    Repair,
    /// To the outline.
    Outline,
    /// The list of keys.
    Help,
    /// Back to the document.
    Leave,
    /// Puts the last theme on once more.
    Repeat,
    /// Finds any command by its first letters.
    Palette,
    /// Puts on what is proposed.
    Accept,
    /// Never proposes that here again.
    Refuse,
    /// Takes back.
    Undo,
    /// Runs again.
    Redo,
}

/// Keys with a fixed meaning; themes cannot have them.
pub const RESERVED: [char; 9] = ['j', 'k', 'n', 'u', 'g', 'r', '/', '?', '.'];

/// The command of a key press, if it has one here. One that is held down goes on reading and taking back; a theme
/// would come and go, and what is proposed be taken unread.
pub fn command(press: &KeyPress) -> Option<Command> {
    let goes_on = |c: &Command| {
        use Command::{Edge, Redo, Step, Undo};
        matches!(c, Step { .. } | Edge { .. } | Undo | Redo)
    };
    pressed(press).filter(|c| !press.repeat || goes_on(c))
}

fn pressed(press: &KeyPress) -> Option<Command> {
    if press.composing || press.alt {
        return None;
    }
    if press.command {
        // Also while somebody types: no browser's text field has a use for it but on a Mac with Ctrl.
        if press.key.eq_ignore_ascii_case("k") && !press.shift && !press.modal {
            return Some(Command::Palette);
        }
        let free = !press.typing && (!press.modal || press.shows_undo);
        let undo = press.key.eq_ignore_ascii_case("z") && free;
        let redo = press.key.eq_ignore_ascii_case("y") && free;
        return match (undo, redo, press.shift) {
            (true, _, false) => Some(Command::Undo),
            (true, _, true) | (_, true, _) => Some(Command::Redo),
            _ => None,
        };
    }
    if press.modal {
        return None;
    }
    if press.key == "Escape" {
        return Some(Command::Leave);
    }
    if press.typing {
        return None;
    }
    let step = |by| {
        Some(Command::Step {
            by,
            extend: press.shift,
        })
    };
    let edge = |by| {
        let end = press.shift;
        Some(Command::Edge { by, end })
    };
    match press.key.as_str() {
        "ArrowRight" if !press.arrows_taken => edge(1),
        "ArrowLeft" if !press.arrows_taken => edge(-1),
        "ArrowDown" if !press.arrows_taken => step(1),
        "ArrowUp" if !press.arrows_taken => step(-1),
        "j" | "J" => step(1),
        "k" | "K" => step(-1),
        "n" | "N" => Some(Command::Note),
        "/" => Some(Command::Search),
        "u" | "U" => Some(Command::Unit),
        "g" | "G" => Some(Command::Outline),
        "r" | "R" => Some(Command::Repair),
        "?" => Some(Command::Help),
        "." => Some(Command::Repeat),
        "Enter" if !press.pressable => Some(Command::Accept),
        "Backspace" | "Delete" if !press.pressable => Some(Command::Refuse),
        key => {
            let mut chars = key.chars();
            let c = chars
                .next()
                .filter(|c| chars.next().is_none() && c.is_ascii_alphanumeric())?;
            Some(Command::Theme(c.to_ascii_lowercase()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> KeyPress {
        KeyPress {
            key: key.to_owned(),
            ..KeyPress::default()
        }
    }

    #[test]
    fn single_keys_are_quiet_while_somebody_types_or_converts() {
        assert_eq!(command(&press("j")), Some(Command::Step { by: 1, extend: false }));
        assert_eq!(command(&press("3")), Some(Command::Theme('3')));
        let right = KeyPress {
            shift: true,
            repeat: true,
            ..press("ArrowRight")
        };
        assert_eq!(command(&right), Some(Command::Edge { by: 1, end: true }));
        assert_eq!(
            command(&press("ArrowLeft")),
            Some(Command::Edge { by: -1, end: false })
        );
        for quiet in [
            KeyPress {
                arrows_taken: true,
                ..press("ArrowLeft")
            },
            KeyPress {
                typing: true,
                ..press("j")
            },
            KeyPress {
                composing: true,
                ..press("1")
            },
            KeyPress {
                modal: true,
                ..press("n")
            },
            KeyPress {
                command: true,
                ..press("j")
            },
            KeyPress {
                alt: true,
                ..press("k")
            },
            KeyPress {
                arrows_taken: true,
                ..press("ArrowDown")
            },
        ] {
            assert_eq!(command(&quiet), None, "{quiet:?}");
        }
    }

    #[test]
    fn what_is_proposed_is_taken_or_refused_by_one_key_but_not_on_a_button() {
        assert_eq!(command(&press("Enter")), Some(Command::Accept));
        assert_eq!(command(&press("Backspace")), Some(Command::Refuse));
        let on_a_button = |key| KeyPress {
            pressable: true,
            ..press(key)
        };
        assert_eq!(command(&on_a_button("Enter")), None);
        assert_eq!(command(&on_a_button("Backspace")), None);
        assert_eq!(command(&on_a_button(".")), Some(Command::Repeat));
    }

    #[test]
    fn the_palette_opens_from_a_text_field_but_not_over_a_dialog() {
        let typing = KeyPress {
            command: true,
            typing: true,
            ..press("k")
        };
        assert_eq!(command(&typing), Some(Command::Palette));
        assert_eq!(
            command(&KeyPress {
                modal: true,
                ..typing.clone()
            }),
            None
        );
        assert_eq!(
            command(&KeyPress {
                composing: true,
                ..typing
            }),
            None
        );
    }

    #[test]
    fn escape_leaves_a_text_field_but_not_a_conversion() {
        assert_eq!(
            command(&KeyPress {
                typing: true,
                ..press("Escape")
            }),
            Some(Command::Leave)
        );
        assert_eq!(
            command(&KeyPress {
                typing: true,
                composing: true,
                ..press("Escape")
            }),
            None
        );
    }

    #[test]
    fn undo_and_redo() {
        let with = |key: &str, shift| KeyPress {
            command: true,
            shift,
            ..press(key)
        };
        assert_eq!(command(&with("z", false)), Some(Command::Undo));
        assert_eq!(command(&with("Z", true)), Some(Command::Redo));
        assert_eq!(
            command(&KeyPress {
                typing: true,
                ..with("z", false)
            }),
            None,
            "the text field has its own"
        );
        let over = |shows_undo| KeyPress {
            modal: true,
            shows_undo,
            ..with("z", false)
        };
        assert_eq!(command(&over(false)), None, "nobody would see what is taken back");
        assert_eq!(command(&over(true)), Some(Command::Undo));
    }
}
