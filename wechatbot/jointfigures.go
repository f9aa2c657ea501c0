package wechatbot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// figuresBeside adds up figures that were told, or holds them against each other.
func (v *visit) figuresBeside(about, text, rest string) (answer, bool) {
	whole, shared := "", false
	if about == "sum" { // 加起来占总支出的多少
		if at := ofWholeAt.FindStringIndex(rest); at != nil {
			rest, whole, shared = rest[:at[0]], rest[at[1]:], true
		}
	}
	if a, found := v.sumOfYears(text); found {
		return a, true
	}
	subjects := v.subjectsMeant(text, rest)
	if len(subjects) == 0 && about == "apart" {
		subjects = v.itemsMeant(text, rest)
	}
	in, known := v.wholeNamed(whole)
	if len(subjects) < 2 || shared && !known {
		return answer{}, false
	}
	all := v.figuresOf(subjects)
	switch {
	case all == nil:
		return v.notTogether(about, subjects)
	case about == "apart" && grows.MatchString(text) && !pointers.MatchString(text) && !all[0].sameLine(all[1]):
		return answer{}, false // it is the last one that became more or less since the year before
	}
	for _, of := range slices.Backward(subjects) { // what was told of them may be asked of next
		v.mentionFigure(of)
	}
	slices.Reverse(all) // as they were told
	view := jointView{About: about}
	view.tell(all)
	switch about {
	case "sum":
		sum := view.sum(all)
		if shared {
			view.shareOfSum(all, sum, in)
		}
		v.holdTogether(all, view)
	case "apart":
		view.apart(all[0], all[1])
	}
	return v.sayJointly(view, wantMoney)
}

// tell notes figures, each with its amount.
func (view *jointView) tell(all []handed) {
	for _, h := range all {
		amount, _ := written(h.f.Amount, h.f.Unit)
		view.Lines = append(view.Lines, jointLine{Name: h.name(), Value: amount})
	}
}

// figuresOf finds the figures of subjects, and nothing where one has none.
func (v *visit) figuresOf(subjects []subject) (all []handed) {
	for _, of := range subjects {
		h, found := v.figureOf(of)
		if !found && !of.Exact { // of an organ that has only the other stage
			of.Stage = map[budget.Stage]budget.Stage{budget.Budget: budget.Final, budget.Final: budget.Budget}[of.Stage]
			h, found = v.figureOf(of)
		}
		if !found {
			return nil
		}
		all = append(all, h)
	}
	return all
}

// grows is a text that asks how much more or less something became.
var grows = form(`{grew}`)

// sameLine says whether two figures are of one line of an organ's books.
func (h handed) sameLine(o handed) bool {
	return h.s.Organ == o.s.Organ && (h.f.Name == o.f.Name || h.q.ask.Total != "" && h.q.ask.Total == o.q.ask.Total)
}

// ofWholeAt stands before the whole of which a sum is a part, or which it is.
var ofWholeAt = form(`占|(?:是不是|是否|正好|就)*等于`)

// name is what a figure is of, in words.
func (h handed) name() string {
	return h.s.Organ + strconv.Itoa(h.s.Year) + "年" + h.f.Name + h.s.Stage.String() + "数"
}

// sum adds figures up, where none holds another and all are planned, or all were spent. It
// returns what they are together in the unit of the first.
func (view *jointView) sum(all []handed) (total decimal.Decimal) {
	for i, h := range all {
		for _, o := range all[:i] {
			same := h.s.Organ == o.s.Organ && h.s.Year == o.s.Year
			view.Mixed = view.Mixed || same && !h.f.Beside(o.f)
			view.Unlike = view.Unlike || h.s.Stage != o.s.Stage
		}
		total = total.Add(h.f.Amount.In(h.f.Unit, all[0].f.Unit))
	}
	view.Sum = worked(total, all[0].f.Unit)
	return total
}

// shareOfSum is how many in a hundred of a whole the figures are together, where they are
// added and all of one statement.
func (view *jointView) shareOfSum(all []handed, sum decimal.Decimal, in figure.Ask) {
	if view.Mixed || view.Unlike || !ofOneStatement(all) {
		return
	}
	amount, err := budget.NewAmount(sum)
	if err != nil {
		return
	}
	total := all[0]
	total.f.Amount, total.f.Name = amount, ""
	var share figureView
	if share.divide(total, in) {
		view.Whole, view.WholeAmount, view.Percent = share.Whole, share.WholeAmount, share.Share
	}
}

// apart holds two figures against each other.
func (view *jointView) apart(a, b handed) {
	if over(a.f, b.f).IsNegative() {
		a, b = b, a
	}
	diff, unit := over(a.f, b.f), b.f.Unit
	view.Stages = a.s.Stage != b.s.Stage
	view.Unlike = a.s.Organ != b.s.Organ && (a.s.Year != b.s.Year || a.s.Stage != b.s.Stage)
	view.Same, view.More, view.Less = diff.IsZero(), a.name(), b.name()
	view.By = worked(diff, unit)
	if base := b.f.Amount.Decimal(); !base.IsZero() && a.f.Name == b.f.Name {
		view.Percent = inHundred(diff, base)
		if times := a.f.Amount.In(a.f.Unit, unit).DivRound(base, 1); times.GreaterThanOrEqual(decimal.NewFromInt(2)) {
			view.Times = times.String()
		}
	}
}

// subjectsMeant are the figures that a text asks of together, the newest first: those that
// were told last, or the last and one of the organ, the year or the item that it names.
func (v *visit) subjectsMeant(text, rest string) []subject {
	last, held := v.figureHeld()
	if _, against := v.yearsOf(rest); !held || against != 0 || v.ours(text) {
		return nil
	}
	if mostAndLeast(rest) {
		return v.extremes(last)
	}
	lately, pointing := v.figuresLately(), pointers.MatchString(text) || apiece.MatchString(text)
	if theseOnes.MatchString(rest) {
		return lately[:min(v.pointedRun(text, lately), len(lately))]
	}
	organs, left := v.organsNamed(last, rest)
	of, left, known := v.narrowed(last, left)
	if named := v.named(left, ""); pointing && len(named) == 1 && named[0].Ask.Spoken() != "" { // 养老保险两家各缴多少
		of.Item, left = named[0].Ask.Spoken(), left[:named[0].From]+nameEnd.ReplaceAllString(left[named[0].To:], "")
	}
	if side := v.itemIn(last, left); side == "支出" || side == "收入" { // 总支出各是多少
		of.Item, left = side+"总数", ""
	}
	if of.Year == last.Year && strings.Contains(rest, "去年") {
		of.Year-- // who speaks of the year that is past means the one before it
	}
	if of.Year != last.Year {
		of, left = staged(of, left)
	}
	if !known || !theseOnes.MatchString(left) {
		return nil
	}
	switch {
	case len(organs) > 1:
	case len(organs) == 1 && organs[0] != last.Organ && of.Year != last.Year:
		last.Beside, of.Organ, of.Beside = "", organs[0], "" // 跟规划局24年的比
		return []subject{of, last}
	case len(organs) == 1 && organs[0] != last.Organ:
		organs = append(organs, last.Organ)
	case pointing && of.Organ == last.Organ && of.Year != last.Year && of.Item == last.Item && of.Stage == last.Stage: // 2023年这两项呢
		return ofYearAll(lately[:min(pointedTo(text), len(lately))], of.Year)
	case pointing && of.Organ == last.Organ: // 这两家的公务接待, 这两年的公车
		return besideEachOther(lately, of, last)
	case of != last:
		last.Beside, of.Beside = "", ""
		return []subject{of, last}
	}
	var out []subject
	for _, o := range organs {
		of.Organ, of.Beside = o, ""
		out = append(out, of)
	}
	return out
}

// pointedRun is how many of the figures that were told a text means that points at several and
// does not say how many: all that were asked for one after the other of one statement, where
// none holds another, where they are to be added.
func (v *visit) pointedRun(text string, lately []subject) int {
	n := pointedTo(text)
	if about, _ := jointlyAsked(text); n > 2 || saysTwo.MatchString(text) || about != "sum" && !onlyTogether.MatchString(text) {
		return n
	}
	run := 0
	for run < len(lately) && lately[run].Beside == "" && lately[run].Organ == lately[0].Organ && lately[run].Year == lately[0].Year && lately[run].Stage == lately[0].Stage {
		run++
	}
	all := v.figuresOf(lately[:run])
	for i, h := range all {
		for _, o := range all[:i] {
			if !h.f.Beside(o.f) {
				return n
			}
		}
	}
	return max(n, len(all))
}

// saysTwo is a text that says that two are meant.
var saysTwo = form(`[两俩二2]`)

// ofYearAll are some subjects of another year.
func ofYearAll(all []subject, year int) (out []subject) {
	for _, of := range all {
		of.Year = year
		out = append(out, of)
	}
	return out
}

// staged is a subject of the stage that a text names, and the text without that; both as they
// are where it names none, or both.
func staged(of subject, text string) (subject, string) {
	planned, accounted := strings.Contains(text, "预算"), strings.Contains(text, "决算")
	if planned == accounted {
		return of, text
	}
	of.Stage, of.Exact = budget.Budget, true
	if accounted {
		of.Stage = budget.Final
	}
	return of, strings.NewReplacer("预算数", "", "决算数", "", "预算", "", "决算", "").Replace(text)
}

// itemsMeant are the figures of two items that a text names and nothing beside, of the
// organ and the year of the last figure or of those that it names: 住房公积金和购房补贴. The
// second comes first, as if told last.
func (v *visit) itemsMeant(text, rest string) (out []subject) {
	last, held := v.figureHeld()
	of, rest, known := v.narrowed(last, rest)
	if !held || !known || v.ours(text) {
		return nil
	}
	named := v.named(rest, "")
	if len(named) != 2 {
		return nil
	}
	if !theseOnes.MatchString(rest[:named[0].From] + rest[named[0].To:named[1].From] + nameEnd.ReplaceAllString(rest[named[1].To:], "")) {
		return nil
	}
	for _, n := range slices.Backward(named) {
		of.Item, of.Beside = n.Ask.Spoken(), ""
		out = append(out, of)
	}
	return out
}

// besideEachOther is a figure of the two organs that were spoken of last, or of the two
// years.
func besideEachOther(lately []subject, of, last subject) []subject {
	for _, other := range lately {
		if other.Organ != last.Organ || other.Year != last.Year {
			other.Item = of.Item
			return []subject{of, other}
		}
	}
	return nil
}

// organsNamed are the organs of the books that a text names, by their whole names or as
// they are called at the place of the last one, and the text without them.
func (v *visit) organsNamed(last subject, text string) (organs []string, rest string) {
	if parts := joined.Split(strings.TrimSpace(text), -1); len(parts) == 2 && parts[0] != "" && parts[1] != "" {
		first, left := v.organNear(last, parts[0])
		second, behind := v.organNear(last, parts[1])
		if first != "" && second != "" && first != second {
			return []string{first, second}, left + behind
		}
	}
	for range 2 {
		organ, left := v.organNear(last, text)
		if organ == "" {
			break
		}
		if text = left; !slices.Contains(organs, organ) {
			organs = append(organs, organ)
		}
	}
	return organs, text
}

// organNear is the organ of the books that a text names, also as it is called at the place
// of the last one.
func (v *visit) organNear(last subject, text string) (organ, rest string) {
	if organ, rest = v.sameplace(last, text); organ != "" {
		return organ, rest
	}
	organ, rest, unknown := v.organIn(text)
	if unknown != "" {
		return "", text
	}
	return organ, rest
}

// wholeOfYears compares whole budgets of some years: 这三年的预算对比一下.
var wholeOfYears = form(`^(?:{around}|{some_years}|{held_together}|{listed}|{joined}|预算|决算|支出|部门|财政|比|一共|20\d\d年?|[12]\d年|[度到至、,，~-])*$`)

// waysOfYears are the ways to read a question that asks for some years: one that names no
// part asks for all that is spent.
func (q moneyQuestion) waysOfYears() []figure.Ask {
	if wholeOfYears.MatchString(q.text) {
		return []figure.Ask{{Total: "支出"}}
	}
	return q.ways
}

// mostAndLeast says whether a text holds what has most against what has least.
func mostAndLeast(text string) bool { return hasMost.MatchString(text) && hasLeast.MatchString(text) }

var (
	hasMost  = form(`{most}`)
	hasLeast = form(`{least}`)
)

// extremes are the figure of the organ that has least and of that which has most.
func (v *visit) extremes(last subject) []subject {
	h, found := v.figureOf(last)
	if !found {
		return nil
	}
	lines := v.ofAll(h)
	if len(lines) < 2 {
		return nil
	}
	slices.SortStableFunc(lines, func(a, b organLine) int {
		return over(a.f.f, b.f.f).Sign()
	})
	var out []subject
	for _, l := range []organLine{lines[0], lines[len(lines)-1]} {
		out = append(out, subjectIn(l.f.s, h.f.Name))
	}
	return out
}

// apiece asks for the figure of each.
var apiece = form(`各|分别`)
