package catalog

import (
	"bufio"
	"errors"
	"io"
)

// readLine reads a line with its end. Of one longer than MaxRecord it keeps
// nothing, reads to its end and says so, so that one bad line costs neither
// memory nor the lines after it. At the end of the text it returns io.EOF with
// what there is of the last line.
func readLine(r *bufio.Reader) (line []byte, long bool, err error) {
	for {
		piece, err := r.ReadSlice('\n')
		switch {
		case long:
		case len(line)+len(piece) > MaxRecord:
			line, long = nil, true
		default:
			line = append(line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			if err != nil && !errors.Is(err, io.EOF) {
				return nil, false, err
			}
			return line, long, err
		}
	}
}
