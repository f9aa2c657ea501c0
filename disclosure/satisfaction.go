package disclosure

import "slices"

// A Satisfaction (满意度) is how content somebody says to be with a reply.
type Satisfaction string

// The scores, the best first.
const (
	Satisfied       Satisfaction = "satisfied"        // 满意
	MostlySatisfied Satisfaction = "mostly_satisfied" // 基本满意
	Dissatisfied    Satisfaction = "dissatisfied"     // 不满意
)

// Satisfactions returns all scores, the best first.
func Satisfactions() []Satisfaction { return []Satisfaction{Satisfied, MostlySatisfied, Dissatisfied} }

// Valid reports whether the score is one of Satisfactions.
func (s Satisfaction) Valid() bool { return slices.Contains(Satisfactions(), s) }

// Chinese returns the score in words.
func (s Satisfaction) Chinese() string {
	switch s {
	case Satisfied:
		return "满意"
	case MostlySatisfied:
		return "基本满意"
	case Dissatisfied:
		return "不满意"
	}
	return string(s)
}
