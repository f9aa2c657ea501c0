// Package xlsx reads budget and final-account tables out of Excel workbooks and
// writes them in official layout.
//
//	tables, findings, err := xlsx.Read(file)
//
// A workbook that citizens or departments hand in is not trusted: before it is
// opened it must pass limits on size, on what it unpacks to, and on rows,
// columns and cells. Sheets are cut into their tables, merged headers of several
// levels are resolved to one path for each column, and what could not be read is
// a finding with sheet and cell. An old .xls workbook is refused with
// [budget.ErrOldWorkbook], which says how to save it anew.
//
// Start with [Read], [Reader] and [Write].
package xlsx
