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
// that is no JSON object or longer than MaxRecord yields a row with a finding
// and the lines after it go on; an error ends the reading.
func ReadJSONLines(r io.Reader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		in := bufio.NewReaderSize(decodeChinese(r), 1<<16)
		for line := 1; ; line++ {
			body, long, err := readLine(in)
			ended := errors.Is(err, io.EOF)
			if err != nil && !ended {
				yield(Row{}, fmt.Errorf("catalog: read line %d: %w", line, err))
				return
			}
			if body = bytes.TrimSpace(body); long || len(body) > 0 {
				if !yield(jsonRow(body, long, line), nil) {
					return
				}
			}
			if ended {
				return
			}
		}
	}
}

// jsonRow is the row of one line.
func jsonRow(body []byte, long bool, line int) Row {
	bad := Finding{Rule: RuleBadRow, Severity: Error, Where: "整行", Line: line}
	if long {
		bad.Text, bad.Want = "这一行太长，没有读入；正文请分成附件。", fmt.Sprintf("不超过%dMB", MaxRecord>>20)
		return Row{Line: line, Findings: []Finding{bad}}
	}
	rec, fs, err := parseRecord(body)
	if err != nil {
		bad.Text, bad.Column = "不是一个JSON对象，没有读入。", offset(err)
		return Row{Line: line, Findings: []Finding{bad}, Cells: []string{string(body)}}
	}
	for i := range fs {
		fs[i].Line = line
	}
	return Row{Line: line, Record: rec, Findings: fs, Cells: []string{string(body)}}
}

// offset is the byte at which JSON broke, as a column.
func offset(err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return int(syntax.Offset)
	}
	return 0
}
