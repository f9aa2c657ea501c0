// Package civil knows days and working days: the calendar that the State
// Council announces year by year, with its make-up working days (调休), and the
// days that a region adds.
//
//	cal := civil.China().With(civil.Ningxia())
//	due, err := cal.AddWorkdays(civil.Day(2022, time.July, 4), 20)
//
// A day whose calendar nobody has announced is an error, ErrNotCovered, and
// never a guess: every count begun in the last weeks of a year runs into it.
// Load and Merge add a year, or a region, without a new release.
//
// Start with Date, Calendar and Overlay.
package civil
