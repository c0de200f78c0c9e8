//! Messages about files, the bar of long work, and the voice for those who hear the page.

use leptos::prelude::*;

use crate::ui::html::{El, Region, button, classed, each, live, when};
use crate::ui::i18n::{Messages, word};
use crate::ui::reader;
use crate::ui::state::{App, Problem};

/// Problems, each with a way to close it.
pub(crate) fn alerts(app: App) -> El {
    let alert = move |problem: Problem| {
        let close = move || {
            app.problems.update(|list| list.retain(|p| p.id != problem.id));
            reader::focus();
        };
        classed("div", "alert")
            .attr("role", "alert")
            .child(classed("p", "alert__words").child(problem.message))
            .child(button("button button--quiet", close).child(word(Messages::close)))
    };
    // Those who hear the page have been told by the live region.
    let done = classed("p", "done")
        .attr("aria-hidden", "true")
        .child(live(move || app.done.get()));
    classed("div", "alerts")
        .child(each(move || app.problems.get(), |p| p.id.to_string(), alert))
        .child(done)
}

/// Long work that can be stopped.
pub(crate) fn progress(app: App) -> Region {
    let percent = move || (app.progress.get().unwrap_or(0.0) * 100.0) as u32;
    let bar = move || {
        let bar = classed("div", "progress__bar")
            .attr("role", "progressbar")
            .bind("aria-label", word(Messages::working))
            .attr("aria-valuemin", "0")
            .attr("aria-valuemax", "100")
            .bind("aria-valuenow", live(move || percent().to_string()))
            .style("--done", live(move || format!("{}%", percent())));
        let stop = button("button button--quiet", move || app.stopped.set_value(true));
        classed("div", "progress")
            .child(classed("span", "progress__words").child(word(Messages::working)))
            .child(bar)
            .child(stop.child(word(Messages::stop)))
    };
    when(move || app.progress.get().is_some(), bar)
}

/// What has happened, for those who hear the page.
pub(crate) fn voice(app: App) -> El {
    classed("div", "unseen")
        .attr("aria-live", "polite")
        .attr("data-testid", "live")
        .child(live(move || app.said.get()))
}
