package wechatbot

import (
	_ "embed"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A recogniser tells what a text wants by the sayings that it was shown: it is a
// linear model over the characters of a text, their pairs and triples, fitted
// to the sayings when it is made. The same sayings make the same recogniser.
type recogniser struct {
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

// newRecogniser fits a model to sayings.
func newRecogniser(sayings []Saying) *recogniser {
	r := &recogniser{index: map[gram]int32{0: 0}, exact: map[string]string{}}
	type example struct {
		grams []int32
		want  int
	}
	of := map[string]int{}
	examples := make([]example, 0, len(sayings))
	for _, s := range sayings {
		r.exact[letters(s.Text)] = s.Want
		want, known := of[s.Want]
		if !known {
			want = len(r.wants)
			of[s.Want] = want
			r.wants = append(r.wants, s.Want)
		}
		var ids []int32
		for _, g := range grams(s.Text) {
			id, known := r.index[g]
			if !known {
				id = int32(len(r.index))
				r.index[g] = id
			}
			ids = append(ids, id)
		}
		examples = append(examples, example{ids, want})
	}
	r.sayings, r.seen = len(examples), make([]int32, len(r.index))
	for _, e := range examples {
		for _, g := range e.grams {
			r.seen[g]++
		}
	}
	r.weights = make([]float32, len(r.index)*len(r.wants))
	shuffle, likely := rand.New(rand.NewPCG(1, 2)), make([]float32, len(r.wants))
	for round := range rounds {
		shuffle.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		step := float32(pace / (1 + decay*float64(round)))
		for _, e := range examples {
			r.learn(e.grams, e.want, step, likely)
		}
	}
	return r
}

// learn moves the weights of a text's grams towards what it wants.
func (r *recogniser) learn(grams []int32, want int, step float32, likely []float32) {
	r.weigh(grams, likely)
	likely[want]--
	scale := step / float32(math.Sqrt(float64(len(grams))))
	for n, miss := range likely {
		if miss > -settled && miss < settled {
			continue
		}
		for _, g := range grams {
			r.weights[int(g)*len(r.wants)+n] -= scale * miss
		}
	}
}

// weigh fills in how likely each want is.
func (r *recogniser) weigh(grams []int32, likely []float32) {
	clear(likely)
	for _, g := range grams {
		for n, w := range r.weights[int(g)*len(r.wants):][:len(r.wants)] {
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

// said is the want of the saying that a text is, whatever its punctuation and
// the particle that ends it.
func (r *recogniser) said(text string) (w want, known bool) {
	text = letters(text)
	name, known := r.exact[text]
	if !known {
		name, known = r.exact[strings.TrimRight(strings.TrimPrefix(text, "请问"), "了吧吗呢啊呀啦哦嘛")]
	}
	if !known || text == "" {
		return want{}, false
	}
	return wantNamed(name)
}

// letters are the letters and digits of a text, in simplified characters, in one
// width and in lower case.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, simple(narrow(text)))
}

// guess is what a text most likely wants, and how likely that is: 1 where it is
// a saying.
func (r *recogniser) guess(text string) (w want, sure float64) {
	if w, known := r.said(text); known {
		return w, 1
	}
	ids := make([]int32, 0, 128)
	for _, g := range grams(text) {
		if id, known := r.index[g]; known {
			ids = append(ids, id)
		}
	}
	likely := make([]float32, len(r.wants))
	r.weigh(ids, likely)
	best := 0
	for n, p := range likely {
		if p > likely[best] {
			best = n
		}
	}
	w, _ = wantNamed(r.wants[best])
	return w, float64(likely[best])
}

// A story is a text of so many characters, and of several clauses. Its wish mostly
// stands at its end, and is lost among what was told before.
const storyLength = 30

// wishing are the words with which the wish of a story begins, and the wish.
var wishing = form(`(?:想问问?|问问|问一下|问下|请问|想知道|想打听|想晓得|就想|只想)(?:你们|您|一下|一句|下)?(.{5,})$`)

// guessStory is guess, and of a story the guess of its end where that is surer than
// the whole: of what follows 想问问, or of a last clause that is plain by itself.
func (r *recogniser) guessStory(text string) (w want, sure float64) {
	w, sure = r.guess(text)
	parts := clauses.FindAllString(text, -1)
	if sure >= sureBeside || utf8.RuneCountInString(text) < storyLength || len(parts) < 2 {
		return w, sure
	}
	if found := wishing.FindStringSubmatch(text); found != nil {
		if wish, surely := r.guess(found[1]); surely >= sureBeside && surely > sure {
			return wish, surely
		}
	}
	if last, surely := r.guess(parts[len(parts)-1]); surely >= sureAside && last.means.intent != wantLetter {
		return last, surely
	}
	return w, sure
}

// likeness is how much of what a text says stands in another: the share of its
// grams, where those that are rare in the sayings count more. It is from 0 to 1.
func (r *recogniser) likeness(text, in string) float64 {
	there := map[gram]bool{}
	for _, g := range grams(in) {
		there[g] = true
	}
	shared, all := 0.0, 0.0
	for _, g := range grams(text) {
		if g == 0 {
			continue
		}
		n := int32(0)
		if id, known := r.index[g]; known {
			n = r.seen[id]
		}
		weight := math.Log(float64(r.sayings+1) / float64(n+1))
		if all += weight; there[g] {
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

// grams are what the recogniser sees of a text, each once: in simplified
// characters and lower case, without spaces and punctuation, 0 for any
// number, and with the groups of synonyms that its words are in. The first of them, 0, is in every text.
func grams(text string) []gram {
	runes := make([]rune, 1, 64)
	runes[0] = '^'
	for _, c := range simple(narrow(text)) {
		switch {
		case len(runes) > longestHeard:
		case unicode.IsDigit(c):
			if runes[len(runes)-1] != '0' {
				runes = append(runes, '0')
			}
		case unicode.IsLetter(c):
			runes = append(runes, unicode.ToLower(c))
		}
	}
	runes = append(runes, '$')
	alike := synonyms()
	out := make([]gram, 1, 4*len(runes))
	for i, c := range runes {
		g := gram(c)
		if i > 0 && i+1 < len(runes) {
			out = append(out, g)
		}
		for _, next := range runes[i+1 : min(i+3, len(runes))] {
			g = g<<21 | gram(next)
			out = append(out, g)
		}
		out = alike.in(runes[i:], out)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

//go:embed synonyms.txt
var synonymText string

// A synonym is a character of words that are alike, with those that follow it
// and the groups of the word that ends here, each as a gram of its own.
type synonym struct {
	next   map[rune]*synonym
	groups []gram
}

// in adds the groups of the words that a text begins with.
func (s *synonym) in(text []rune, to []gram) []gram {
	for _, c := range text {
		if s = s.next[c]; s == nil {
			break
		}
		to = append(to, s.groups...)
	}
	return to
}

// synonyms are the words of the file, by their characters.
var synonyms = sync.OnceValue(func() *synonym {
	root := &synonym{next: map[rune]*synonym{}}
	for n, line := range strings.Split(synonymText, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			at := root
			for _, c := range word {
				if at.next == nil {
					at.next = map[rune]*synonym{}
				}
				if at.next[c] == nil {
					at.next[c] = &synonym{}
				}
				at = at.next[c]
			}
			at.groups = append(at.groups, 1<<63|gram(n))
		}
	}
	return root
})
