//! Kinds of requests that are worth a line in the journal.

/// Kind of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Numbers are looked for and held. It costs nothing.
    Search,
    /// The numbers of a search are bought.
    Purchase,
    /// The numbers of a reservation are bought.
    ReservationPurchase,
    /// A number is given back.
    Release,
    /// The capabilities of a number are changed.
    Change,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::Search,
        Self::Purchase,
        Self::ReservationPurchase,
        Self::Release,
        Self::Change,
    ];

    /// Returns its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Purchase => "purchase",
            Self::ReservationPurchase => "reservation purchase",
            Self::Release => "release",
            Self::Change => "change",
        }
    }

    pub(crate) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
