//! Going back to an earlier state.

use super::State;

impl State {
    /// Becomes that state. What either has counts as changed, so that it is saved.
    pub(crate) fn go_back_to(&mut self, earlier: Self) {
        self.inventory = earlier.inventory;
        self.owned.replace_with(earlier.owned);
        self.scripts = earlier.scripts;
        self.set_sip(earlier.sip);
        self.searches.replace_with(earlier.searches);
        self.reservations.replace_with(earlier.reservations);
        self.operations.all.replace_with(earlier.operations.all);
        self.operations.ended = earlier.operations.ended;
        self.agenda = earlier.agenda;
    }
}
