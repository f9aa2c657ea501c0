package catalog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// ReadJSONLines reads one record from each line, as ReadRecord does. A line
// that is no JSON object yields a row with a finding and the lines after it go
// on; an error ends the reading.
func ReadJSONLines(r io.Reader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		in := bufio.NewScanner(decodeChinese(r))
		in.Buffer(make([]byte, 0, 1<<16), MaxRecord)
		line := 0
		for in.Scan() {
			line++
			body := bytes.TrimSpace(in.Bytes())
			if len(body) == 0 {
				continue
			}
			rec, fs, err := parseRecord(body)
			if err != nil {
				fs = []Finding{{Rule: RuleBadRow, Severity: Error, Where: "整行", Text: "不是一个JSON对象，没有读入。", Column: offset(err)}}
			}
			for i := range fs {
				fs[i].Line = line
			}
			if !yield(Row{Line: line, Record: rec, Findings: fs}, nil) {
				return
			}
		}
		if err := in.Err(); err != nil {
			yield(Row{}, fmt.Errorf("catalog: read line %d: %w", line+1, err))
		}
	}
}

// offset is the byte at which JSON broke, as a column.
func offset(err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return int(syntax.Offset)
	}
	return 0
}
