// Package recogniser tells what a text wants by sentences whose wants are known.
package recogniser

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A Saying is a sentence and the name of what it wants.
type Saying struct{ Want, Text string }

// A Model tells what a text wants by the sayings that it was shown: it is linear over
// the characters of a text, their pairs and triples, and fitted to the sayings when it
// is made. The same sayings make the same model. It may be asked from several
// goroutines.
type Model struct {
	wants   []string
	index   map[gram]int32    // of a gram's weights; 0 is what every text has
	weights []float32         // len(wants) for each gram
	exact   map[string]string // what the sayings want, by their letters
	seen    []int32           // how many sayings have each gram
	sayings int
}

// A gram is one to three characters of a text that follow each other.
type gram uint64

// How the model is fitted. A quarter of the rounds, or three times as many, at a
// pace that suits, changed less than one judged text in a hundred; decay and
// settled were not varied.
const (
	rounds  = 8
	pace    = 1.0
	decay   = 0.15
	settled = 0.002 // a miss that is not worth learning from
)

// Fit fits a model to sayings.
func Fit(sayings []Saying) *Model {
	m := &Model{index: map[gram]int32{0: 0}, exact: map[string]string{}, sayings: len(sayings)}
	examples := m.read(sayings)
	m.weights = make([]float32, len(m.index)*len(m.wants))
	shuffle, likely := rand.New(rand.NewPCG(1, 2)), make([]float32, len(m.wants))
	for round := range rounds {
		shuffle.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		step := float32(pace / (1 + decay*float64(round)))
		for _, e := range examples {
			m.learn(e.grams, e.want, step, likely)
		}
	}
	return m
}

// An example is a saying as the model sees it.
type example struct {
	grams []int32
	want  int
}

// read numbers the wants and the grams of sayings, and counts these.
func (m *Model) read(sayings []Saying) []example {
	of := map[string]int{}
	examples := make([]example, 0, len(sayings))
	m.seen = make([]int32, 1)
	for _, s := range sayings {
		m.exact[writing.Letters(s.Text)] = s.Want
		want, known := of[s.Want]
		if !known {
			want = len(m.wants)
			of[s.Want] = want
			m.wants = append(m.wants, s.Want)
		}
		var ids []int32
		for _, g := range grams(s.Text, nil) {
			id, known := m.index[g]
			if !known {
				id = int32(len(m.index))
				m.index[g], m.seen = id, append(m.seen, 0)
			}
			m.seen[id]++
			ids = append(ids, id)
		}
		examples = append(examples, example{ids, want})
	}
	return examples
}

// learn moves the weights of a text's grams towards what it wants.
func (m *Model) learn(grams []int32, want int, step float32, likely []float32) {
	m.weigh(grams, likely)
	likely[want]--
	scale := step / float32(math.Sqrt(float64(len(grams))))
	for n, miss := range likely {
		if miss > -settled && miss < settled {
			continue
		}
		for _, g := range grams {
			m.weights[int(g)*len(m.wants)+n] -= scale * miss
		}
	}
}

// weigh fills in how likely each want is.
func (m *Model) weigh(grams []int32, likely []float32) {
	clear(likely)
	row := func(g int32) []float32 { return m.weights[int(g)*len(m.wants):][:len(likely)] }
	rest := grams
	for ; len(rest) >= 4; rest = rest[4:] { // four at a time, and added in their order all the same
		a, b, c, d := row(rest[0]), row(rest[1]), row(rest[2]), row(rest[3])
		for n, w := range likely {
			likely[n] = w + a[n] + b[n] + c[n] + d[n]
		}
	}
	for _, g := range rest {
		for n, w := range row(g) {
			likely[n] += w
		}
	}
	scale, top := 1/math.Sqrt(float64(len(grams))), float32(math.Inf(-1))
	for _, s := range likely {
		top = max(top, s)
	}
	sum := 0.0
	for n, s := range likely {
		e := math.Exp(float64(s-top) * scale)
		likely[n], sum = float32(e), sum+e
	}
	for n := range likely {
		likely[n] /= float32(sum)
	}
}

// Said is the want of the saying that a text is, whatever its punctuation and the
// particle that ends it.
func (m *Model) Said(text string) (want string, known bool) {
	text = writing.Letters(text)
	want, known = m.exact[text]
	if !known {
		want, known = m.exact[strings.TrimRight(strings.TrimPrefix(text, "请问"), "了吧吗呢啊呀啦哦嘛")]
	}
	return want, known && text != ""
}

// Guess is what a text most likely wants, and how likely that is: 1 where it is a
// saying.
func (m *Model) Guess(text string) (want string, sure float64) {
	if want, known := m.Said(text); known {
		return want, 1
	}
	var room [256]gram
	var wants [128]float32
	ids := make([]int32, 0, 128)
	for _, g := range grams(text, room[:0]) {
		if id, known := m.index[g]; known {
			ids = append(ids, id)
		}
	}
	likely := slices.Grow(wants[:0], len(m.wants))[:len(m.wants)]
	m.weigh(ids, likely)
	best := 0
	for n, p := range likely {
		if p > likely[best] {
			best = n
		}
	}
	return m.wants[best], float64(likely[best])
}

// A Gist is what the recogniser sees of a text.
type Gist struct{ grams []gram } // each once and in order

// GistOf is the gist of a text.
func GistOf(text string) Gist { return Gist{grams(text, nil)} }

// Likeness is how much of what a text says stands in another: the share of its
// grams, where those that are rare in the sayings count more. It is from 0 to 1.
func (m *Model) Likeness(text, in Gist) float64 {
	there := in.grams
	shared, all := 0.0, 0.0
	for _, g := range text.grams {
		if g == 0 {
			continue
		}
		for len(there) > 0 && there[0] < g {
			there = there[1:]
		}
		n := int32(0)
		if id, known := m.index[g]; known {
			n = m.seen[id]
		}
		weight := math.Log(float64(m.sayings+1) / float64(n+1))
		if all += weight; len(there) > 0 && there[0] == g {
			shared += weight
		}
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// longestHeard is how many characters of a text the recogniser looks at.
const longestHeard = 120

// grams are what the recogniser sees of a text, each once and in order: in simplified
// characters and lower case, without spaces and punctuation, 0 for any
// number, and with the groups of synonyms that its words are in. The first of them, 0, is in every text.
// They are appended to out.
func grams(text string, out []gram) []gram {
	runes := seen(text, make([]rune, 0, longestHeard+2))
	out = append(out, 0)
	// Any of two characters is greater than all of one, any of three than all of two, and any
	// group of synonyms than all of them: they are put in order apart.
	from := len(out)
	for _, c := range runes[1 : len(runes)-1] {
		out = append(out, gram(c))
	}
	from = inOrder(out, from)
	for i, c := range runes[1:] {
		out = append(out, gram(runes[i])<<21|gram(c))
	}
	from = inOrder(out, from)
	for i, c := range runes[min(2, len(runes)):] {
		out = append(out, gram(runes[i])<<42|gram(runes[i+1])<<21|gram(c))
	}
	from = inOrder(out, from)
	alike := synonyms()
	for i := range runes {
		out = alike.in(runes[i:], out)
	}
	inOrder(out, from)
	return slices.Compact(out)
}

// inOrder puts grams in order from a place on, and is where the next begin.
func inOrder(out []gram, from int) int {
	slices.Sort(out[from:])
	return len(out)
}

// seen are the characters that the recogniser looks at, between ^ and $.
func seen(text string, runes []rune) []rune {
	runes = append(runes, '^')
	for _, c := range writing.Uniform(text) {
		switch {
		case len(runes) > longestHeard:
		case writing.Ideograph(c):
			runes = append(runes, c)
		case unicode.IsDigit(c):
			if runes[len(runes)-1] != '0' {
				runes = append(runes, '0')
			}
		case unicode.IsLetter(c):
			runes = append(runes, unicode.ToLower(c))
		}
	}
	return append(runes, '$')
}
