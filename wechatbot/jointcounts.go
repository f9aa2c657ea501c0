package wechatbot

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// countsBeside adds up counts that were told, holds them against each other, or tells the
// share of the last in all that was made public in its year.
func (v *visit) countsBeside(about, text, rest string) (answer, bool) {
	counts := v.countsLately()
	if of := v.countsOfYears(rest); len(of) > 1 {
		counts, rest = of, v.withoutYears(rest)
	} else if of := countsNamed(rest, counts); len(of) > 1 {
		counts, rest = of, ""
	} else if other, found := v.countAgainst(about, rest); found {
		v.mention(mention{Count: other}) // and the one before it stays the last
		v.mention(mention{Count: counts[0]})
		counts, rest = append([]countTold{other}, counts...), ""
	}
	shared := false
	if part, whole, asks := strings.Cut(rest, "占"); asks && about == "sum" && ofWhole.MatchString(whole) {
		rest, shared = part, true // 加起来占几成
	}
	if !theseOnes.MatchString(strings.TrimSpace(yearWord.ReplaceAllString(rest, ""))) {
		return answer{}, false
	}
	if about == "share" && v.talk.said == "count_channels" {
		return v.sharesOfGroups(counts)
	}
	if about == "share" {
		return v.shareOfCounts(counts)
	}
	n := pointedTo(text)
	if len(counts) < n {
		return answer{}, false
	}
	view := jointView{About: about}
	sum := view.count(slices.Backward(counts[:n]))
	if shared && !view.Units {
		view.shareIn(sum.N, v.wholeOf(sum, v.countsLately()))
	}
	return v.sayJointly(view, wantCount)
}

// count notes counts in their order, what they are together, and which of the first two is
// more. It returns what they are together.
func (view *jointView) count(in iter.Seq2[int, countTold]) (sum countTold) {
	var counts []countTold
	for _, c := range in {
		counts = append(counts, c)
		view.Lines = append(view.Lines, jointLine{Name: c.name(), Value: c.amount()})
		view.Units = view.Units || c.Unit != counts[0].Unit
		sum.N += c.N
	}
	a, b := counts[0], counts[1]
	sum.Year, sum.Unit = a.Year, a.Unit
	if a.N < b.N {
		a, b = b, a
	}
	view.Sum, view.Same = sum.amount(), a.N == b.N
	view.More, view.Less, view.By = a.name(), b.name(), strconv.Itoa(a.N-b.N)+a.Unit
	return sum
}

// againstOther is what a count is held against: 比部门的.
var againstOther = form(`^(?:{around})*(?:{versus})+(.{2,8}?)(?:的|发的|,)*$`)

// countAgainst is the count of what a text holds the last one against, which the report of
// the same year tells: 比部门的多多少.
func (v *visit) countAgainst(about, rest string) (other countTold, found bool) {
	m := againstOther.FindStringSubmatch(strings.TrimSpace(rest))
	told := v.countsLately()
	if about != "apart" || m == nil || len(told) == 0 || told[0].Year == 0 {
		return other, false
	}
	_, n, found := v.stated(fmt.Sprintf("%d年%s多少条", told[0].Year, m[1]))
	amount := countIn.FindStringSubmatch(n.amount)
	if !found || amount == nil {
		return other, false
	}
	number, err := strconv.Atoi(amount[1])
	return countTold{Year: told[0].Year, Item: n.item, N: number, Unit: amount[2]}, err == nil
}

// shareOfKind tells which share of all that the report of a year counts is that of which a text
// names the kind: 便民服务占百分之几.
func (v *visit) shareOfKind(year int, text string) (answer, bool) {
	if a, shared := v.shareOfNamed(year, text); shared {
		return a, true
	}
	about, part := jointlyAsked(text)
	part = partNamed.ReplaceAllString(writing.Letters(part), "")
	if about != "share" || utf8.RuneCountInString(part) < 2 || theseOnes.MatchString(part) {
		return answer{}, false
	}
	for _, words := range []string{part, part + "信息"} {
		of, n, found := v.stated(fmt.Sprintf("%d年%s多少条", year, words))
		amount := countIn.FindStringSubmatch(n.amount)
		if !found || amount == nil {
			continue
		}
		if number, err := strconv.Atoi(amount[1]); err == nil && datedFor(of, []int{year}) {
			told := countTold{Year: year, Item: n.item, N: number, Unit: amount[2]}
			v.tallied(tally{Year: year, Of: n.item})
			v.mention(mention{Count: told})
			return v.shareOfCounts([]countTold{told})
		}
	}
	return answer{}, false
}

// shareOfNamed tells the share of one count of a year's report in another, where a text names
// both: 网站的占部门的多少.
func (v *visit) shareOfNamed(year int, text string) (answer, bool) {
	m := shareNamed.FindStringSubmatch(text)
	if m == nil {
		return answer{}, false
	}
	whole, found := v.countStated(year, m[2])
	if !found {
		return answer{}, false
	}
	for _, words := range []string{m[2] + m[1], m[1], m[1] + "信息"} {
		part, has := v.countStated(year, words)
		if !has || part.Item == whole.Item || !part.within(whole) || part.N > whole.N || part.Unit != whole.Unit {
			continue
		}
		view := jointView{About: "share", Lines: []jointLine{{Name: part.name(), Value: part.amount()}, {Name: whole.name(), Value: whole.amount()}}}
		view.shareIn(part.N, whole)
		v.mention(mention{Count: part})
		return v.sayJointly(view, wantCount)
	}
	return answer{}, false
}

// shareNamed is a text that names a part and what it is a part of.
var shareNamed = form(`^(?:那|其中|里面|里头)*(\p{Han}{2,8}?)的?占了?(?:全部|所有)?(\p{Han}{2,6}?)(?:的|总数|里|中|里面|当中)*(?:多少|百分之几|百分之多少|几成|多大比例|比例|比重|几分之几)(?:{softly}|[?？])*$`)

// countStated is how much there is of what a text names, as the report of a year says.
func (v *visit) countStated(year int, words string) (c countTold, found bool) {
	_, n, found := v.stated(fmt.Sprintf("%d年%s多少条", year, words))
	amount := countIn.FindStringSubmatch(n.amount)
	if !found || amount == nil {
		return c, false
	}
	number, err := strconv.Atoi(amount[1])
	return countTold{Year: year, Item: n.item, N: number, Unit: amount[2]}, err == nil
}

// partNamed are words around the name of a kind.
var partNamed = form(`^(?:那|其中|里面|里头)+|(?:的|类|这类|这块|方面)+$`)

// countsNamed are the two of some counts that a text names: 政务动态和便民服务.
func countsNamed(text string, counts []countTold) (out []countTold) {
	parts := joined.Split(strings.TrimSpace(text), -1)
	if len(parts) != 2 {
		return nil
	}
	for _, part := range slices.Backward(parts) {
		i := slices.IndexFunc(counts, func(c countTold) bool {
			return utf8.RuneCountInString(part) > 1 && strings.Contains(c.Item, part)
		})
		if i < 0 {
			return nil
		}
		out = append(out, counts[i])
	}
	return out
}

func (c countTold) name() string {
	if c.Year == 0 {
		return c.Item
	}
	return strconv.Itoa(c.Year) + "年" + c.Item
}

func (c countTold) amount() string { return strconv.Itoa(c.N) + c.Unit }

// shareOfCounts tells the share of the last count in the whole that it is of.
func (v *visit) shareOfCounts(counts []countTold) (answer, bool) {
	part := counts[0]
	view := jointView{About: "share"}
	whole := v.wholeOf(part, counts[1:])
	if view.shareIn(part.N, whole); view.Percent == "" {
		return answer{}, false
	}
	view.Lines = []jointLine{{Name: part.name(), Value: part.amount()}, {Name: whole.name(), Value: whole.amount()}}
	return v.sayJointly(view, wantCount)
}

// sharesOfGroups tells of what groups of organs made public by a channel, which was told just now,
// the share of each in all that the group made public.
func (v *visit) sharesOfGroups(counts []countTold) (answer, bool) {
	view := jointView{About: "all"}
	for _, c := range slices.Backward(counts) {
		group := throughChannel.ReplaceAllString(c.Item, "")
		whole, found := v.countStated(c.Year, group)
		if group == c.Item || !found || !c.within(whole) || whole.Unit != c.Unit {
			continue
		}
		share := jointView{}
		share.shareIn(c.N, whole)
		view.Lines = append(view.Lines, jointLine{Name: c.name(), Value: fmt.Sprintf("%s，占%s的%s%%", c.amount(), whole.amount(), share.Percent)})
	}
	if len(view.Lines) == 0 {
		return answer{}, false
	}
	return v.sayJointly(view, wantCount)
}

// wholeOf is the largest count that a count may be a part of: one that was told, or all
// that the report of its year counts. It counts nothing where there is none.
func (v *visit) wholeOf(part countTold, told []countTold) (whole countTold) {
	for _, c := range told {
		if c.Unit == part.Unit && c.Year == part.Year && c.N > whole.N && c.N > part.N && part.within(c) {
			whole = c
		}
	}
	if part.ofGroup() { // what was made public beside that of this office itself
		return whole
	}
	if g, found := v.reported(part.Year, false); found {
		if m := countIn.FindStringSubmatch(g.Answer); m != nil && m[2] == part.Unit {
			if n, _ := strconv.Atoi(m[1]); n > whole.N && n > part.N {
				whole = countTold{Year: part.Year, Item: countedHere, N: n, Unit: m[2]}
			}
		}
	}
	if all := v.allCounted(); whole.N == 0 && all.Year == part.Year && all.N > part.N && all.Unit == part.Unit {
		return all
	}
	return whole
}

// ofGroup says whether a count is of what a group of organs made public: 各部门主动公开政府信息,
// and not 各类政务动态信息.
func (c countTold) ofGroup() bool {
	return strings.HasPrefix(c.Item, "各") && !strings.HasPrefix(c.Item, "各类")
}

// within says whether a count may be a part of another: those of a group of organs are only a
// part of one of the same group, and nothing else is a part of theirs.
func (c countTold) within(whole countTold) bool {
	if !c.ofGroup() {
		return !whole.ofGroup()
	}
	of := throughChannel.ReplaceAllString(c.Item, "")
	return of != "" && strings.HasPrefix(whole.Item, of)
}

// allCounted is how much was made public here in the year of the last count, where that was
// of an organ.
func (v *visit) allCounted() (all countTold) {
	c, can := v.bot.Catalog.(counter)
	last := v.talk.tally
	if !can || last.Organ == "" || last.Ever || last.Requests || last.Of != "" {
		return all
	}
	from, to := civil.Day(last.Year, 1, 1), civil.Day(last.Year, 12, 31)
	all = countTold{Year: last.Year, Item: countedHere, Unit: "条"}
	if last.Month != 0 {
		from = civil.Day(last.Year, time.Month(last.Month), 1)
		to, all.Item = from.AddMonths(1).AddDays(-1), fmt.Sprintf("%d月%s", last.Month, countedHere)
	}
	census, err := c.Census(v.ctx, from, to)
	if err != nil {
		return countTold{}
	}
	all.N = census.Total
	return all
}

// shareIn notes how many in a hundred of a whole a count is, where there is a whole.
func (view *jointView) shareIn(n int, whole countTold) {
	if whole.N == 0 || n > whole.N {
		return
	}
	view.Whole, view.WholeAmount = whole.name(), whole.amount()
	view.Percent = inHundred(decimal.NewFromInt(int64(n)), decimal.NewFromInt(int64(whole.N)))
}

// onlyTogether asks for counts together and says nothing else: 一共呢.
var onlyTogether = form(`^(?:那|它们|这些|这两个|,)*(?:一共|总共|拢共|合计)(?:是|有|多少|几|[条件呢啊呀?？])*$`)

// countedGroups says whether the last two counts that were told are each of a group of organs
// (各部门, 各乡镇街道), of which none is a part of the other.
func (v *visit) countedGroups() bool {
	told := v.countsLately()
	return len(told) > 1 && told[0].Year == told[1].Year && told[0].ofGroup() && told[1].ofGroup()
}
