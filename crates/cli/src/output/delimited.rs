//! Values with commas or tabs between them.

/// Returns a line of comma-separated values.
pub(super) fn csv(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",")
}

/// Returns a line of tab-separated values, with tabs and line breaks in them written as `\t` and
/// `\n`.
pub(super) fn tsv(cells: &[String]) -> String {
    let escaped = |cell: &String| {
        let cell = cell.replace('\\', "\\\\").replace('\t', "\\t");
        cell.replace('\n', "\\n").replace('\r', "\\r")
    };
    cells.iter().map(escaped).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_cells_is_not_taken_for_an_end() {
        let cells = ["a,b", "say \"x\"", "1\n2", "plain"].map(ToOwned::to_owned);
        assert_eq!(csv(&cells), "\"a,b\",\"say \"\"x\"\"\",\"1\n2\",plain");
        let cells = ["a\tb", "1\n2", "\\t"].map(ToOwned::to_owned);
        assert_eq!(tsv(&cells), "a\\tb\t1\\n2\t\\\\t");
    }
}
