//! Fonts and colours.

use std::fmt::Write;

use crate::Theme;

/// The number of colours for trunks.
const HUES: usize = 24;
/// From one colour to the next. Neighbours are far apart, and no colour comes twice.
const STEP: usize = 7;

const FONTS: &[(&str, &str)] = &[
    (
        "text",
        "font:13px system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif",
    ),
    (".title", "font-size:17px;font-weight:600"),
    (".bold", "font-weight:600"),
    (".note", "font-size:12px"),
    (
        ".mono",
        "font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre",
    ),
    (".gone", "text-decoration:line-through"),
];

/// Selectors, the property that paints them, and their colours in the light and in the dark.
const COLOURS: &[(&str, &str, &str, &str)] = &[
    (".page", "fill", "#ffffff", "#0d1117"),
    (".band", "fill", "#f6f8fa", "#151b23"),
    (".band.added", "fill", "#dafbe1", "#12321c"),
    (".band.removed", "fill", "#ffebe9", "#3c1618"),
    (".band.changed", "fill", "#fff8c5", "#332a0b"),
    (".band.moved", "fill", "#ddf4ff", "#0e2a4a"),
    ("text", "fill", "#1b1f24", "#e6edf3"),
    (".note,.gone", "fill", "#57606a", "#a3acb6"),
    (".error", "fill", "#b42318", "#ff8a80"),
    (".warning", "fill", "#7d4e00", "#e3b341"),
    (".hint", "fill", "#0550ae", "#79c0ff"),
    (".arrow", "stroke", "#6e7781", "#8b949e"),
    (".missing", "fill", "#ffffff", "#0d1117"),
    (".missing", "stroke", "#b42318", "#ff8a80"),
];

/// Everything is within `svg.sip-routing`, so that an image that is put into a page does not paint
/// the page.
pub(super) fn style(theme: Theme, colours: usize) -> String {
    let mut style = String::new();
    for (selector, rules) in FONTS {
        rule(&mut style, selector, rules);
    }
    let dark = |style: &mut String| colour_all(style, colours, Shade::Dark);
    match theme {
        Theme::Light => colour_all(&mut style, colours, Shade::Light),
        Theme::Dark => dark(&mut style),
        Theme::Viewer => {
            colour_all(&mut style, colours, Shade::Light);
            style.push_str("@media(prefers-color-scheme:dark){\n");
            dark(&mut style);
            style.push_str("}\n");
        }
    }
    style
}

#[derive(Clone, Copy)]
enum Shade {
    Light,
    Dark,
}

fn colour_all(style: &mut String, colours: usize, shade: Shade) {
    for (selector, property, light, dark) in COLOURS {
        let colour = match shade {
            Shade::Light => light,
            Shade::Dark => dark,
        };
        rule(style, selector, &format!("{property}:{colour}"));
    }
    for index in 0..colours.min(HUES) {
        let hue = index * STEP % HUES * 360 / HUES;
        let colours = match shade {
            Shade::Light => format!("fill:hsl({hue},70%,90%);stroke:hsl({hue},45%,40%)"),
            Shade::Dark => format!("fill:hsl({hue},40%,20%);stroke:hsl({hue},45%,60%)"),
        };
        rule(style, &format!(".c{index}"), &colours);
    }
}

fn rule(style: &mut String, selectors: &str, rules: &str) {
    let selectors = selectors.split(',').map(|it| format!(".sip-routing {it}"));
    let selectors = selectors.collect::<Vec<_>>().join(",");
    // Writing to a string does not fail.
    let _ = writeln!(style, "{selectors}{{{rules}}}");
}

/// The class of the colour of a trunk.
pub(super) fn colour_class(index: usize) -> String {
    format!("c{}", index % HUES)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{HUES, colour_class, style};
    use crate::Theme;

    #[test]
    fn every_trunk_has_a_colour_and_neighbours_have_others() {
        let style = style(Theme::Light, 250);
        let colours: Vec<_> = (0..250)
            .map(|index| {
                let selector = format!(".{}{{", colour_class(index));
                style
                    .split_once(&selector)
                    .unwrap()
                    .1
                    .split_once('}')
                    .unwrap()
                    .0
            })
            .collect();
        let different: HashSet<_> = colours.iter().collect();
        assert_eq!(different.len(), HUES);
        assert!(
            colours
                .windows(HUES)
                .all(|some| !some[1..].contains(&some[0]))
        );
    }
}
