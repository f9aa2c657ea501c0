// Package xlsx reads and writes catalogue tables as Excel workbooks, which is
// what clerks fill in.
//
//	rows := xlsx.Read(file)                        // an iter.Seq2 of catalog.Row
//	got, err := c.Import(ctx, rows, catalog.Import{By: by})
//	err = xlsx.Write(w, c.Records(ctx))            // what Read reads
//	err = xlsx.Template(w)                         // the empty table
//
// The columns are those of catalog.ReadCSV: the first sheet, the first row that
// names at least two of them, and one record a row below it.
package xlsx
