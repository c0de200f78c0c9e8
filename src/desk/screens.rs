//! Where the screens stand.

use super::{Desk, place};
use crate::ui::parts::{compare::compare, insights::insights};

/// Puts every screen in its place.
pub(super) fn mount(desk: Desk) {
    place("compare", || compare(desk.app));
    place("insights", || insights(desk.app));
    desk.ask("ready", "");
}
