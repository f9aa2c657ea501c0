package disclosure

// A Severity grades a Finding.
type Severity int

// The three severities. The zero Severity is a hint.
const (
	Hint    Severity = iota // 提示: worth a look
	Warning                 // 警告: probably wrong
	Wrong                   // 错误: cannot stand
)

// String returns the severity's Chinese name.
func (s Severity) String() string {
	switch s {
	case Warning:
		return "警告"
	case Wrong:
		return "错误"
	}
	return "提示"
}

// A Finding tells a clerk what a check found: which rule, where, and what would
// be right. It is not an error of the program.
type Finding struct {
	Rule     string   // the rule's name, stable, such as "report.I1"
	Severity Severity // how bad it is
	Where    string   // the field, cell or passage
	Text     string   // one Chinese sentence
	Want     string   // what it should be; may be empty
	Got      string   // what it is; may be empty
	Line     int      // the line in a text, from 1; 0: not in a text
	Column   int      // the character in the line, from 1
}
