// Package disclosure knows what Chinese disclosure law asks of an office: in
// what time, of whom, and with what answer, under the regulations of 2008
// (国务院令第492号) and of 2019 (国务院令第711号).
//
//	r, err := disclosure.Request{Organ: "某区教育局"}.Apply(disclosure.Confirmed(day))
//	due, err := r.Deadline(civil.China())
//
// Facts are stored and conclusions are computed: a Request keeps what happened
// to it, and its state, deadline, outcome and place in the annual report are
// read from that. Numbers of the law are data, each with its article (see
// RulesOn and Transitions). A day whose calendar is not announced is an error.
//
// Start with Request, Event and Desk; Limit and Category are for what is
// published unasked. The package reads no clock and writes no log.
package disclosure
