// Package cases keeps what citizens bring to the people behind the counter:
// complaints (投诉), consultations (咨询) and the questions that no record answered.
//
//	desk := cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{})
//	c, err := desk.Open(ctx, cases.Case{Kind: cases.Complaint, Text: text, Owner: owner}, key, at)
//	c, err = desk.Record(ctx, c.ID, cases.Verified(day, cases.Founded, "经核实 …").WithActor(clerk))
//
// A Case has a number, a query code, an organ, a due day and its events; a reply
// reaches the citizen and is kept as told: submitted, verified, handled, told, each
// on the record (电子监察). State, due day and statistics are read from the events.
// One table, Transitions, says what may happen when and by whom.
//
// Start with Case, Event and Desk. The package reads no clock and writes no log.
// Terms are an office's own setting: no regulation known to it sets a number of
// days for these cases, and it does not make one up.
package cases
