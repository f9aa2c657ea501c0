package catalog

import (
	"encoding/json"
	"fmt"
	"io"
)

// A Scorecard is an office's own list of what is assessed (考核): areas with
// points and the points that each can earn, as the assessment of 2015 had
// seven areas with thirty-four points (七个方面34个小项). What the areas are is the
// office's to say; the scorecard only adds up, and says what is missing.
type Scorecard struct {
	Name  string `json:"name"`
	Year  int    `json:"year,omitempty"`
	Areas []Area `json:"areas"`
}

// An Area (方面) is one part of a scorecard.
type Area struct {
	Name   string  `json:"name"`
	Points []Point `json:"points"`
}

// A Point (小项) is one thing that is looked at. Full is what it can earn; Got is
// what it earned, nil while nobody has judged it.
type Point struct {
	Name string  `json:"name"`
	Full Tenths  `json:"full"`
	Got  *Tenths `json:"got,omitempty"`
	Why  string  `json:"why,omitempty"`
}

// Tenths are marks in tenths, as assessments give them: 25 is 2.5分.
type Tenths int

// String writes the marks as 2.5, or 3 when they are whole.
func (t Tenths) String() string {
	if t%10 == 0 {
		return fmt.Sprint(int(t / 10))
	}
	sign := ""
	if t < 0 {
		sign, t = "-", -t
	}
	return fmt.Sprintf("%s%d.%d", sign, t/10, t%10)
}

// A Score is what a scorecard or one of its areas adds up to.
type Score struct {
	Name      string
	Points    int    // how many there are
	Judged    int    // how many have been judged
	Got, Full Tenths // of the judged ones; of all
}

// ReadScorecard reads a scorecard from JSON.
func ReadScorecard(r io.Reader) (Scorecard, error) {
	var s Scorecard
	in := json.NewDecoder(r)
	in.DisallowUnknownFields()
	if err := in.Decode(&s); err != nil {
		return Scorecard{}, fmt.Errorf("catalog: scorecard: %w", err)
	}
	return s, nil
}

// Total adds up all areas; Scores gives each.
func (s Scorecard) Total() Score {
	total := Score{Name: s.Name}
	for _, a := range s.Scores() {
		total.Points += a.Points
		total.Judged += a.Judged
		total.Got += a.Got
		total.Full += a.Full
	}
	return total
}

// Scores adds up each area.
func (s Scorecard) Scores() []Score {
	var out []Score
	for _, a := range s.Areas {
		score := Score{Name: a.Name, Points: len(a.Points)}
		for _, p := range a.Points {
			score.Full += p.Full
			if p.Got != nil {
				score.Judged++
				score.Got += *p.Got
			}
		}
		out = append(out, score)
	}
	return out
}

// Check finds what is wrong with the scorecard: points that nobody has judged,
// more earned than can be, points lost without a reason.
func (s Scorecard) Check() []Finding {
	var fs []Finding
	for _, a := range s.Areas {
		for _, p := range a.Points {
			if f, ok := p.check(); ok {
				f.Where = a.Name + "／" + p.Name
				fs = append(fs, f)
			}
		}
	}
	return fs
}

// The rules of a scorecard.
const (
	RuleNotJudged  Rule = "point-not-judged"
	RulePointRange Rule = "point-out-of-range"
	RulePointWhy   Rule = "point-without-reason"
)

func (p Point) check() (Finding, bool) {
	switch {
	case p.Got == nil:
		return Finding{Rule: RuleNotJudged, Severity: Note, Text: "还没有打分。"}, true
	case *p.Got < 0 || *p.Got > p.Full:
		return Finding{Rule: RulePointRange, Severity: Error, Text: "得分超出了范围。", Want: "0—" + p.Full.String(), Got: p.Got.String()}, true
	case *p.Got < p.Full && p.Why == "":
		return Finding{Rule: RulePointWhy, Severity: Warning, Text: "扣了分，没有写明理由。", Want: p.Full.String(), Got: p.Got.String()}, true
	}
	return Finding{}, false
}
