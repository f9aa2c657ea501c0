package application

import (
	"cmp"
	"slices"

	"github.com/zwgk/zwgk/disclosure"
)

// Told is what became of a draft by a message.
type Told struct {
	Draft   disclosure.Draft // at the step that is waited for now
	Changed bool             // what it holds, or its step
	Beside  []string         // what was told beside that which was waited for, by Field
	Trouble string           // what is wrong with the message, or with a number in it; "" if nothing
}

// Tell takes whatever a message tells of the applicant and of how the information is to be
// handed over, for the step that is waited for and any other, and goes to the step that is
// lacking then. A message that tells nothing leaves the draft at its step, with what is
// wrong; a number that is wrong is kept in it as refused until a right one is told.
func Tell(d disclosure.Draft, text string) Told {
	at, got := d.Step, Read(text)
	before := WhereTo(d)
	answered := got.Fill(&d.Applicant, &d.Delivery)
	if named := whoAnswers(d.Applicant, got); named != "" {
		d.Applicant.Contact = named
		answered = append(answered, StepContact)
	}
	if at == StepWhere && WhereTo(d) == "" && before != "" {
		answered = append(answered, at)
	}
	if name := NamedAnew(d.Applicant, text); name != "" && at != StepName && !slices.Contains(answered, StepName) {
		d.Applicant.Name = name
		answered = append(answered, StepName)
	}
	turn := ""
	if at == StepPaper {
		at = StepID
	}
	if !slices.Contains(answered, at) {
		var own bool
		if turn, own = Take(&d, got, text); own {
			answered = append(answered, at)
		}
	}
	d.Refused = cmp.Or(got.BadNumber, d.Refused)
	if len(answered) == 0 {
		return toldNothing(d, got, text)
	}
	return toldSome(d, got, text, answered, at, turn)
}

// toldSome is what becomes of a draft of which some steps were answered, at the step that
// was waited for or beside it.
func toldSome(d disclosure.Draft, got Details, text string, answered []string, at, turn string) Told {
	if slices.Contains(answered, StepID) || slices.Contains(answered, StepCode) {
		d.Refused = ""
	}
	d.Applicant.Kind = SettledKind(d.Applicant)
	if d.Step = Lacking(d); turn != "" {
		d.Step = turn
	}
	return Told{Draft: d, Changed: true, Beside: FieldsBeside(answered, at), Trouble: leftOver(d, got, text)}
}

// toldNothing is what becomes of a draft by a message that tells nothing. A long number
// that is wrong is no answer to any step but that of the identity card, and goes there.
func toldNothing(d disclosure.Draft, got Details, text string) Told {
	if len(got.BadNumber) >= 15 && !Numbered(d.Step) {
		d.Step = StepOf("身份证", d)
	}
	return Told{Draft: d, Changed: got.BadNumber != "", Trouble: Trouble(d, got, text)}
}
