//! The meeting: its name large, the rest one step away.

use crate::project::DocumentInfo;
use crate::ui::html::{El, classed, el, fragment, live};
use crate::ui::i18n::{Message, Messages, word};
use crate::ui::reader::narrow;
use crate::ui::state::{App, OpenDocument};
use crate::view::document::front_page;

/// Name, number, date, time, place, agenda, materials, those present, and the page on which they stand, of what is open.
pub(crate) fn meeting_card(app: App, document: &OpenDocument) -> El {
    let meeting = &document.minutes.meeting;
    let about = |say: fn(DocumentInfo) -> String| {
        let fingerprint = document.fingerprint.clone();
        live(move || {
            let mine = |d: &&DocumentInfo| d.fingerprint == fingerprint;
            app.read(|w| w.project.documents.iter().find(mine).cloned())
                .map(say)
        })
    };
    // 「山本太郎（議員）」: whose office is not told, by name alone.
    let mut present = String::new();
    for person in &meeting.attendees {
        let Some(name) = &person.name else { continue };
        if !present.is_empty() {
            present.push('、');
        }
        present.push_str(name);
        if let Some(role) = &person.role {
            present.push('（');
            present.push_str(role);
            present.push('）');
        }
    }
    let dates = (!meeting.dates.is_empty()).then(|| meeting.dates.join("、"));
    let materials: Vec<String> = meeting
        .materials
        .iter()
        .map(|m| format!("{}　{}", m.id, m.title).trim_end().to_owned())
        .collect();
    let name = match &meeting.name {
        Some(name) => part("name", name),
        // 「第２回会議」 has no name but that of the file, which its title holds behind the number.
        None if meeting.number.is_some() => el("span").child(about(|i| {
            i.title
                .split_once('（')
                .map_or(String::new(), |(_, file)| format!("（{file}"))
        })),
        None => el("span").child(about(|i| i.title)),
    };
    let mark = |n: u32| {
        classed("span", "page-mark")
            .attr("data-page", &n.to_string())
            .child(format!("p.{n}"))
    };
    let title = classed("h1", "meeting__title")
        .child(meeting.number.as_ref().map(|n| part("number", n)))
        .child(name);
    let source = el("dd")
        .attr("data-field", "source")
        .child(about(|i| i.source.attribution.unwrap_or(i.source.name)));
    let fields = classed("dl", "meeting__fields")
        .child(dates.map(|d| field("date", Messages::date, &d)))
        .child(times(meeting.start.as_deref(), meeting.end.as_deref()))
        .child(meeting.place.as_ref().map(|p| field("place", Messages::place, p)))
        .child(meeting.online.then(online));
    let source = row(Messages::source, source);
    // A text that names nothing has no details.
    let (fields, more) = if meeting.agenda.is_empty() && materials.is_empty() && present.is_empty() {
        (fields.child(source), None)
    } else {
        let lists = classed("dl", "meeting__lists")
            .child(list("agenda", Messages::agenda, &meeting.agenda))
            .child(list("materials", Messages::materials, &materials))
            .child((!present.is_empty()).then(|| field("attendees", Messages::present, &present)))
            .child(source);
        // On a phone it would fill the first screen.
        let more = classed("details", "meeting__more")
            .bind("open", !narrow())
            .child(el("summary").child(word(Messages::details)))
            .child(lists);
        (fields, Some(more))
    };
    // What the card says is read from there: it can be looked up, and nothing is lost.
    let front = document.minutes.text.get(..document.begin() as usize);
    let front = front.map(str::trim).filter(|f| !f.is_empty()).map(|front| {
        classed("details", "meeting__more")
            .attr("id", "front")
            .child(el("summary").child(word(Messages::front_matter)))
            .child(classed("p", "meeting__front").child(front))
    });
    classed("section", "meeting")
        .attr("data-testid", "meeting")
        .attr("lang", "ja")
        .bind("aria-label", word(Messages::meeting_name))
        .child(front_page(&document.minutes).map(mark))
        .child(title)
        .child(fields)
        .child(more)
        .child(front)
}

fn part(name: &str, words: &str) -> El {
    el("span").attr("data-field", name).child(words)
}

fn row(label: Message, value: El) -> El {
    classed("div", "meeting__field")
        .child(el("dt").child(word(label)))
        .child(value)
}

fn field(name: &str, label: Message, words: &str) -> El {
    row(label, el("dd").attr("data-field", name).child(words))
}

fn list(name: &str, label: Message, items: &[String]) -> Option<El> {
    let item = |words: &String| el("li").child(words.as_str());
    let items: Vec<El> = items.iter().map(item).collect();
    let value = el("dd").attr("data-field", name);
    (!items.is_empty())
        .then(|| row(label, value.child(el("ul").child(items))).class("meeting__field meeting__field--list"))
}

fn times(start: Option<&str>, end: Option<&str>) -> Option<El> {
    (start.is_some() || end.is_some()).then(|| {
        let end = end.map(|e| fragment().child("～").child(part("end", e)));
        let value = el("dd").child(start.map(|s| part("start", s))).child(end);
        row(Messages::time, value)
    })
}

fn online() -> El {
    classed("div", "meeting__field")
        .child(classed("dt", "unseen").child(word(Messages::place)))
        .child(classed("dd", "meeting__online").child(word(Messages::online)))
}
