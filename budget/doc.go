// Package budget reads, checks and explains the budget and final-account
// tables (预算, 决算) that Chinese governments and their departments must
// publish, in exact decimals.
//
// A [Table] is read from CSV or JSON and recognised as one of the forms it
// knows ([Forms]); a [Statement] is what one organ published for one year;
// [Statement.Check] evaluates every identity that the forms name and says of
// each whether it holds exactly, within what rounding explains, not at all, or
// could not be evaluated. Wrong figures are findings, never errors.
//
// Start with ReadCSV, Statement and Statement.Check.
package budget
