//! Tables for people, in memory that does not grow with the list.

use std::io::{self, Write};

/// The first rows decide on the widths of the columns.
const ROWS_TO_MEASURE: usize = 100;
const GAP: &str = "  ";

/// Table that is written as its rows come.
pub(super) struct Table {
    header: Vec<String>,
    is_bold: bool,
    waiting: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
}

impl Table {
    pub(super) fn new(header: Vec<String>, is_bold: bool) -> Self {
        Self {
            header,
            is_bold,
            waiting: Vec::new(),
            widths: None,
        }
    }

    pub(super) fn row(&mut self, row: Vec<String>, out: &mut impl Write) -> io::Result<()> {
        if let Some(widths) = &self.widths {
            return line(&row, widths, out);
        }
        self.waiting.push(row);
        if self.waiting.len() < ROWS_TO_MEASURE {
            return Ok(());
        }
        self.begin(out)
    }

    /// Writes what is waiting. An empty table has no header.
    pub(super) fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.widths.is_none() && !self.waiting.is_empty() {
            self.begin(out)?;
        }
        Ok(())
    }

    fn begin(&mut self, out: &mut impl Write) -> io::Result<()> {
        let lines = self.waiting.iter().chain([&self.header]);
        let widths = lines.fold(vec![0; self.header.len()], |widths, row| {
            let cells = row.iter().map(|cell| cell.chars().count());
            widths
                .into_iter()
                .zip(cells)
                .map(|(a, b)| a.max(b))
                .collect()
        });
        if self.is_bold {
            out.write_all(b"\x1b[1m")?;
        }
        line(&self.header, &widths, out)?;
        if self.is_bold {
            out.write_all(b"\x1b[0m")?;
        }
        for row in self.waiting.drain(..) {
            line(&row, &widths, out)?;
        }
        self.widths = Some(widths);
        Ok(())
    }
}

fn line(row: &[String], widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    let mut text = String::new();
    for (cell, width) in row.iter().zip(widths) {
        // What an answer says must not move the cursor.
        let cell: String = cell
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        text.extend([format!("{cell:<width$}").as_str(), GAP]);
    }
    writeln!(out, "{}", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: &[[&str; 2]]) -> String {
        let mut table = Table::new(vec!["id".to_owned(), "name".to_owned()], false);
        let mut out = Vec::new();
        for row in rows {
            let row = row.iter().map(ToString::to_string).collect();
            table.row(row, &mut out).unwrap();
        }
        table.finish(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_as_wide_as_what_is_in_them() {
        assert_eq!(
            shown(&[["1", "a"], ["1000", ""]]),
            "id    name\n1     a\n1000\n"
        );
        assert_eq!(shown(&[]), "");
    }

    #[test]
    fn nothing_in_a_cell_moves_the_cursor() {
        assert_eq!(shown(&[["\x1b[2J", "a\nb"]]), "id    name\n [2J  a b\n");
    }

    #[test]
    fn a_long_table_does_not_wait_for_its_end() {
        let mut table = Table::new(vec!["id".to_owned()], false);
        let mut out = Vec::new();
        for _ in 0..1000 {
            table.row(vec!["1".to_owned()], &mut out).unwrap();
            assert!(table.waiting.len() < ROWS_TO_MEASURE);
        }
    }
}
